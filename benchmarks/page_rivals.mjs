/** The same letter through pdfmake and pdfkit: each brought in at the first click, with the two faces that it draws. */
const FACES = ["Roboto-Regular.ttf", "Roboto-Medium.ttf"].map((name) => new URL(name, location.href).href);

let ready;

async function pdfmake() {
  const { default: maker } = await import("pdfmake/build/pdfmake.min.js");
  maker.setUrlAccessPolicy?.(() => true);
  maker.setFonts({ Face: { normal: FACES[0], bold: FACES[1] } });
  return (blocks) => {
    const content = blocks.map((block) =>
      block.rows
        ? { table: { headerRows: 1, widths: block.rows[0].map(() => "*"), body: block.rows }, margin: [0, 6] }
        : { text: block.text, margin: [0, 3] },
    );
    return maker.createPdf({ content, defaultStyle: { font: "Face", fontSize: 10 } }).getBuffer();
  };
}

async function pdfkit() {
  const [{ default: Writer }, ...faces] = await Promise.all([
    import("pdfkit"),
    ...FACES.map(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())),
  ]);
  return (blocks) =>
    new Promise((resolve, reject) => {
      const document = new Writer({ size: "A4", margin: 56, font: null });
      const parts = [];
      document.on("data", (part) => parts.push(part));
      document.on("error", reject);
      document.on("end", () => new Blob(parts).arrayBuffer().then((bytes) => resolve(new Uint8Array(bytes))));
      document.registerFont("regular", faces[0]).registerFont("bold", faces[1]);
      document.font("regular").fontSize(10);
      for (const block of blocks) {
        if (block.rows) document.table({ data: block.rows });
        else document.text(block.text).moveDown(0.5);
      }
      document.end();
    });
}

const MAKERS = { pdfmake, pdfkit };

/** Milliseconds from the click to the bytes, and how many bytes there are. */
globalThis.make = async (name, blocks) => {
  const start = performance.now();
  ready ??= MAKERS[name]();
  const bytes = await (await ready)(blocks);
  return [performance.now() - start, bytes.length];
};
