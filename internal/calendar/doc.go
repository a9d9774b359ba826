// Package calendar reckons working time: when something is due that was asked for now.
//
// There are three kinds of time (依据 P-70):
//
//	natural   30min 1h 7d     minutes and hours run on, day and night; natural days: the day of the start
//	                          does not count, and the nth day after it counts to its end, 24:00
//	hours     4wh             working hours, running only while the offices of the district are open
//	days      10wd            working days, 调休 included: the day of the start does not count, and the nth
//	                          working day after it counts until the offices close
//
// Days are reckoned as the Civil Code reckons them (民法典 201, 203): from the following day, to the end of
// the last one, which for an office is the moment it closes. Natural days do not move for a holiday: whoever
// wants that asks for working days. Besides these, a limit may be "statute" (法定程序): then law sets the date,
// and the unit in charge names it.
//
// Which days are worked is announced year by year. Past the last year known a deadline stands as unknown, and
// says which year is missing (依据 P-71); nothing is ever guessed.
//
// Instants are microseconds since 1970, UTC. The package has no clock and reads nothing but its own table.
package calendar
