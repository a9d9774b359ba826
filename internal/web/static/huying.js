// The whole of the script: each part stands beside the page it serves.
import "./form.js";
import "./narrow.js";
import "./keys.js";
import "./frame.js";
import "./dialog.js";
import "./tip.js";
import "./toast.js";
import "./drop.js";
import "./entrance.js";
import "./muster.js";
import "./print.js";
import "./call.js";
import "./patrol.js";
import "./desk.js";
import "./pick.js";
import "./rate.js";
import "./verify.js";
