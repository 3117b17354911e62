// Makes a PDF of a pdfmake definition: node commerce_pdfmake.mjs DEFINITION.json OUT.pdf
// The base fonts are not embedded; the others are Debian's.
import fs from "node:fs";
import pdfmake from "pdfmake";

const [definition, out] = process.argv.slice(2);
const debian = (name) => `/usr/share/fonts/truetype/${name}.ttf`;
const pair = (normal, bold) => ({ normal, bold, italics: normal, bolditalics: bold });

pdfmake.setFonts({
  Helvetica: pair("Helvetica", "Helvetica-Bold"),
  Times: pair("Times-Roman", "Times-Bold"),
  Narrow: pair(debian("liberation/LiberationSansNarrow-Regular"), debian("liberation/LiberationSansNarrow-Bold")),
  Serif: pair(debian("dejavu/DejaVuSerif"), debian("dejavu/DejaVuSerif-Bold")),
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith("/usr/share/fonts/") || !path.includes("/"));
await pdfmake.createPdf(JSON.parse(fs.readFileSync(definition, "utf8"))).write(out);
