// Package demo is the demonstration: the city of Jinan with its 12 districts and their 156 townships, every
// department that the list names, the list itself in two editions, and people to play all the parts.
//
// Division names and codes are real, and so are the laws cited. The list is a reconstruction, and says so; people,
// log-ins and phone numbers are invented and look invented. Districts differ a little in how they map the list's
// duty names, as districts do. 历下, 市中 and 槐荫 have accounts for every role; the others have units only.
//
// Build gives one district as plain values; Accounts gives the log-ins to print.
package demo
