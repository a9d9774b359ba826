// Package notify (渠道) brings a message to somebody outside: by mail, by SMS, to a program over a signed webhook, to a
// squad's chat group over the robot of WeCom, DingTalk or Feishu. It knows nothing of the work: what is told, to whom and
// when is decided elsewhere, and so is the next attempt.
//
// A Channel makes one attempt at one message. What comes back is nothing, which means that the receiver has taken it, or a
// Failure, which says in codes what was wrong and whether, and how soon, another attempt makes sense. An attempt that
// failed may have arrived all the same: who receives knows repeats by the message's ID, which is the same on every attempt.
//
// Addresses are half secrets: a robot's URL is its key. Neither they nor a word of what a receiver answered stand in an error.
package notify
