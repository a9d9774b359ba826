// Package catalogue keeps the list of who answers for what (责任清单).
//
// An edition (清单版本) holds matters (事项), each with its lead and its assists, its legal basis, a manual over
// three tiers — grid, township, department — and the situations (情形) met on the ground. A district adopts an
// edition by an event, EditionPublished: the text itself is a permanent document known by its SHA-256, the event
// holds that hash, the day from which it is in force, how the district maps the duty names of the list to its real
// units, and its default limits.
//
//	document ──(hash)── EditionPublished ──▶ Edition ──▶ Book (all editions of a district)
//	                                            │ Entry(matter, situation, township)
//	                                            ▼
//	                       what a call resolves to, frozen into the case (依据 P-10)
//
// The list speaks of duties, a district consists of units: "住建局或城管局" means one bureau here and another
// there, "派出所" the police station of the calling township. What a district has not mapped cannot be
// dispatched, and is listed for the staffing office (依据 P-13).
package catalogue
