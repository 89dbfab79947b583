/* Everything is there: begin. */
filterFindings();
filterMasks();
follow(location.hash);
addEventListener("hashchange", () => follow(location.hash));
