// The policy of the site allows no style without the page's nonce, and the controls carry theirs in the templates of their shadow
// trees. This module runs before theirs and hands the nonce on.
const { nonce } = document.currentScript;
const withNonce = (html) => String(html).replaceAll("<style", `<style nonce="${nonce}"`);
const prototype = ShadowRoot.prototype;
const inner = Object.getOwnPropertyDescriptor(prototype, "innerHTML");

Object.defineProperty(prototype, "innerHTML", { ...inner, set(html) { inner.set.call(this, withNonce(html)); } });
if (prototype.setHTMLUnsafe) {
  const { setHTMLUnsafe } = prototype;
  prototype.setHTMLUnsafe = function (html, options) { setHTMLUnsafe.call(this, withNonce(html), options); };
}
