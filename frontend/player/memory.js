// Small choices of the viewer (speed, shortcuts) that this browser remembers, where it may.
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`player.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`player.${name}`, value);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
