// Runs before anything is drawn, so that a chosen look does not flash up in the other one first.
const chosen = localStorage.getItem("look");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.look = chosen;
