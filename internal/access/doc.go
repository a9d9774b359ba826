// Package access decides who may see, unveil and administer what, and lets people in.
//
// # What the policies decide
//
// The policies (policies/*.cedar) are written for an auditor to read: each has an id, a clause and a
// Chinese sentence, and speaks only in the words of policies/schema.cedarschema. What no policy permits is
// refused (P-81). No district sees another (P-80), and no policy can lift that. Decide answers for one
// person and one case; ViewersOf and ScopeOf say the same for lists, as keys that a database can find:
//
//	          account:<reporter>   grid:<grid, community>   township:<unit>   unit:<unit>   district
//	网格员           ●                      ●
//	工作站           ●                      ●
//	镇街                                                           ●
//	部门、派驻机构                                                                ●
//	中心、职能部门、审计                                                                        ●
//
// What a post may *do* in a case, verb by verb, is not decided here: casework declares it in one table.
// CaseDo only says whether this post may touch the case at all.
//
// # Who comes in
//
// A Door checks a password (argon2id, P-88 limits the guesses), gives a token for twelve hours in one post
// (P-82), and knows who bears it. An auditor's token opens the leaves of one district's record and nothing else.
package access
