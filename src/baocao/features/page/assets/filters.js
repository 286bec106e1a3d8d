// Choices and search boxes above tables; what they choose among stands in the tables.

/** A list to choose from, all at first; `options` are pairs of value and text. */
page.choice = (name, options) => {
  const every = [["", "Tất cả"], ...options];
  const input = page.el("select", {}, ...every.map(([value, text]) => page.el("option", { value }, text)));
  return { label: page.el("label", {}, `${name}: `, input), input };
};

page.searchBox = (name) => {
  const input = page.searchInput();
  return { label: page.el("label", {}, `${name}: `, input), input };
};

/** Whether a text has every word that is asked for, written with or without diacritics. */
page.hasWords = (text, asked) => {
  const folded = page.fold(text);
  return page.askedWords(asked).every((word) => folded.includes(word));
};
