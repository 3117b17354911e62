// Draws pages with pdf-lib from a file of JSON: text, running text, lines and boxes.
// Usage: node services_pdflib.mjs drawing.json out.pdf

import fs from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, StandardFonts, rgb } from "pdf-lib";

const SHARE = "/usr/share/fonts/truetype";
const FILES = {
  sans: `${SHARE}/liberation/LiberationSans-Regular.ttf`,
  "sans-bold": `${SHARE}/liberation/LiberationSans-Bold.ttf`,
  serif: `${SHARE}/liberation/LiberationSerif-Regular.ttf`,
  "serif-bold": `${SHARE}/liberation/LiberationSerif-Bold.ttf`,
  condensed: `${SHARE}/dejavu/DejaVuSansCondensed.ttf`,
  "condensed-bold": `${SHARE}/dejavu/DejaVuSansCondensed-Bold.ttf`,
  mono: `${SHARE}/liberation/LiberationMono-Regular.ttf`,
  "mono-bold": `${SHARE}/liberation/LiberationMono-Bold.ttf`,
};
const STANDARD = {
  helvetica: StandardFonts.Helvetica,
  "helvetica-bold": StandardFonts.HelveticaBold,
  times: StandardFonts.TimesRoman,
  "times-bold": StandardFonts.TimesRomanBold,
};

function ink(hex) {
  const parts = hex.slice(1).match(/../g);
  return rgb(...parts.map((part) => parseInt(part, 16) / 255));
}

function broken(text, font, size, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function draw(page, call, font) {
  const up = page.getHeight();
  if (call.do === "text") {
    const width = font.widthOfTextAtSize(call.text, call.size);
    const x = call.x - { left: 0, right: width, center: width / 2 }[call.align];
    page.drawText(call.text, { x, y: up - call.y, size: call.size, font, color: ink(call.ink) });
  } else if (call.do === "wrapped") {
    broken(call.text, font, call.size, call.width).forEach((line, number) => {
      const y = up - call.y - (number + 1) * call.step;
      page.drawText(line, { x: call.x, y, size: call.size, font, color: ink(call.ink) });
    });
  } else if (call.do === "line") {
    const [start, end] = [{ x: call.x0, y: up - call.y0 }, { x: call.x1, y: up - call.y1 }];
    page.drawLine({ start, end, thickness: call.width, color: ink(call.ink) });
  } else if (call.do === "box") {
    const place = { x: call.x, y: up - call.y - call.height, width: call.width, height: call.height };
    const look = call.fill ? { color: ink(call.fill) } : { borderColor: ink(call.ink), borderWidth: 0.5 };
    page.drawRectangle({ ...place, ...look });
  }
}

const [source, target] = process.argv.slice(2);
const drawing = JSON.parse(fs.readFileSync(source, "utf8"));
const document = await PDFDocument.create();
document.registerFontkit(fontkit);
const fonts = {};
for (const name of new Set(drawing.pages.flatMap((page) => page.calls.map((call) => call.font)).filter(Boolean)))
  fonts[name] = STANDARD[name]
    ? await document.embedFont(STANDARD[name])
    : await document.embedFont(fs.readFileSync(FILES[name]), { subset: true });
for (const sheet of drawing.pages) {
  const page = document.addPage([sheet.width, sheet.height]);
  for (const call of sheet.calls) draw(page, call, fonts[call.font]);
}
fs.writeFileSync(target, await document.save());
