/** Shows one section of the page and hides the others; its heading takes the focus. */
export function show(id) {
  document.querySelectorAll("main > section").forEach((section) => {
    section.hidden = section.id !== id;
  });
  const section = document.getElementById(id);
  focus(section.querySelector("h1, h2"));
  return section;
}

/** The text that the server has rendered for a key; null where there is none. */
export function message(key) {
  return document.querySelector(`[data-message="${CSS.escape(key)}"]`)?.textContent ?? null;
}

/** Says a text of the page in an element, which screen readers read out if it is live. */
export function say(element, key) {
  const text = message(key) ?? "";
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Resolves when a button is pressed; it can be pressed only meanwhile. */
export function pressed(button) {
  button.disabled = false;
  return new Promise((resolve) => {
    button.addEventListener(
      "click",
      () => {
        button.disabled = true;
        resolve();
      },
      { once: true },
    );
  });
}

function focus(heading) {
  heading.tabIndex = -1;
  heading.focus();
}
