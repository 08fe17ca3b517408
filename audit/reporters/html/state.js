"use strict";
// Keep what is chosen in the address, so that it can be sent to somebody. An empty choice leaves it.
function remember(choices, hash) {
  const url = new URL(location);
  for (const [name, value] of Object.entries(choices)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (hash) url.hash = hash;
  if (url.href !== location.href) history.replaceState(null, "", url);
}
