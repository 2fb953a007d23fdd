'use strict';
// The engine runs here, beside the page, so that the page stays usable. It is fresh after every mistake: a trap leaves its memory in no good state.
let compiled = null;
let engine = null;

async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(plain).arrayBuffer());
}

// The engine gets nothing from outside. A library in it would ask for random numbers if it had to encrypt a file, which it never has.
function nothing(module) {
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => { throw new Error(`the engine asked for ${name}`); };
  }
  return imports;
}

// The files stand behind the question, in its order.
function ask(question, files) {
  engine ??= new WebAssembly.Instance(compiled, nothing(compiled)).exports;
  const asked = new TextEncoder().encode(JSON.stringify(question));
  const parts = [asked, ...files.map(bytes => new Uint8Array(bytes))];
  let at = engine.input(parts.reduce((sum, part) => sum + part.length, 0)) >>> 0;
  for (const part of parts) {
    new Uint8Array(engine.memory.buffer).set(part, at);
    at += part.length;
  }
  engine.ask(asked.length);
  return { answer: JSON.parse(text()), file: read(engine.file(), engine.file_length()) };
}

const read = (at, length) => new Uint8Array(engine.memory.buffer).slice(at >>> 0, (at >>> 0) + length);
const text = () => new TextDecoder().decode(read(engine.text(), engine.text_length()));

onmessage = async ({ data }) => {
  if (data.engine !== undefined) {
    compiled = unpack(data.engine);
    compiled.then(module => {
      compiled = module;
      // The rules are read, and the engine is warm, while the reader still looks for the file.
      const report = new TextEncoder().encode('Có 25 hộ, trong đó: 9 hộ nghèo, 16 hộ cận nghèo.');
      try { ask({ what: 'lint', files: [{ name: 'a.txt', length: report.length }], language: null }, [report]); } catch { engine = null; }
      postMessage({ ready: true });
    }).catch(error => postMessage({ old: String(error) }));
    return;
  }
  try {
    compiled = await compiled;
    postMessage({ id: data.id, ...ask(data.question, data.files) });
  } catch (error) {
    let words = String(error);
    try { words += ' ' + text(); } catch { /* nothing was said */ }
    engine = null;
    postMessage({ id: data.id, answer: { problem: { kind: 'mistake', words } } });
  }
  // What an unusually large report took is given back.
  if (engine && engine.memory.buffer.byteLength > 512 << 20) engine = null;
};
