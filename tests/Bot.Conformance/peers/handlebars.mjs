// handlebars.js, with our functions, renders each case of a file: the reference for the subset.
import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

const { cases, model } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = (values) => Array.prototype.slice.call(values, 0, -1);
const hb = Handlebars.create();
hb.unregisterHelper("lookup");
hb.unregisterHelper("with");
hb.unregisterHelper("log");
hb.registerHelper({
  default: (a, b) => (a === null || a === "" ? b : a),
  truncate: (text, n) => ([...text].length <= n ? text : [...text].slice(0, n).join("") + "…"),
  join: (list, ...rest) => list.join(typeof rest[0] === "string" ? rest[0] : "、"),
  eq: (a, b) => a === b,
  gt: (a, b) => a > b,
  lt: (a, b) => a < b,
  and() { return args(arguments).every((v) => !Handlebars.Utils.isEmpty(v) && v !== 0); },
  or() { return args(arguments).some((v) => !Handlebars.Utils.isEmpty(v) && v !== 0); },
  not: (a) => Handlebars.Utils.isEmpty(a) || a === 0,
  nth: (n) => n + 1,
  plural: (n, one, many) => (n === 1 ? one : many),
  at: (name) => (name ? "@" + name : ""),
});
for (const [name, text] of [["part.line", "[{{name}}]"], ["part.plain", "hi {{need}}"]]) {
  hb.registerPartial(name, text);
  hb.registerPartial(name + "/line", text + "\n");
}
// Our seam's two additions to Handlebars: a part alone on its line keeps the line's end, blank lines hold no blanks.
const lines = (body) => body.replace(/^[ \t]+$/gm, "").replace(/^([ \t]*\{\{~?>[ \t]*[\w.-]+)([ \t]*~?\}\}[ \t]*)$/gm, "$1/line$2");

// handlebars.js takes {{@index}} for a call of a helper named index, so ours goes by another name there.
// noEscape makes handlebars.js add adjacent numbers up; a line of text before the first tag prevents it.
console.log(JSON.stringify({ results: cases.map((body) => hb.compile("|\n" + lines(body).replaceAll("{{index ", "{{nth "), { noEscape: true, strict: true })(model).slice(1).trim()) }));
