// Leaving, on a phone that reports: it needs the network, and says so; what waits for somebody is told where one comes in.
import { toast } from "./toast.js";
import { others } from "./outbox.js";

const owner = document.body.dataset.owner || "";

addEventListener("submit", async event => {
  const form = event.target;
  if (!owner || form.getAttribute("action") !== "/leave") return;
  event.preventDefault();
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), 10000);
  const answer = navigator.onLine ? await fetch("/leave", { method: "POST", redirect: "manual", signal: patience.signal }).catch(() => null) : null;
  clearTimeout(clock);
  if (!answer) toast(form.dataset.offline);
  else if (answer.type === "opaqueredirect") location.assign("/login");
  else form.submit(); // whatever is answered is to be read
});

// left says at the entrance how much waits on this phone.
async function left(place) {
  if (!indexedDB.databases || !(await indexedDB.databases()).some(d => d.name === "huying")) return;
  const n = await others("");
  place.hidden = !n;
  place.textContent = place.dataset.waits.replace("{0}", n);
}
const place = document.querySelector("[data-waits]");
if (place && "indexedDB" in window) left(place).catch(() => {});
