// What pages can do besides: passages open where you read, keys, live news. All of it also works without.
import { keys } from "./keys.js";
import { passages } from "./passages.js";
import { live } from "./live.js";

document.documentElement.classList.add("js");
const here = document.querySelector(".nav [aria-current]"); // on a phone the menu is one line that scrolls
if (here) here.parentElement.parentElement.scrollLeft = here.offsetLeft - 40;
passages(document);
keys(document);
live(document);
