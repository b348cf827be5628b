// Puts the styles of a plugin onto the page, from inside its one script.

/** A bundle that is evaluated again, such as by "Try again", replaces the styles that it brought before. */
export function styleScript(plugin: string, css: string): string {
  if (css.trim() === '') return '';
  const name = JSON.stringify(plugin);
  return `(function () {
  var attribute = "data-plugin-style";
  var styles = Array.prototype.slice.call(document.querySelectorAll("style[" + attribute + "]"));
  var style = styles.filter(function (it) { return it.getAttribute(attribute) === ${name}; })[0];
  if (!style) {
    style = document.head.appendChild(document.createElement("style"));
    style.setAttribute(attribute, ${name});
  }
  style.textContent = ${JSON.stringify(css)};
})();`;
}
