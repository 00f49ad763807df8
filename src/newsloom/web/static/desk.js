// What pages can do besides: passages open where you read, keys, live news. All of it also works without.
import { keys } from "./keys.js";
import { passages } from "./passages.js";
import { live } from "./live.js";

document.documentElement.classList.add("js");
passages(document);
keys(document);
live(document);
