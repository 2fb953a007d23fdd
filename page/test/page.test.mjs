// The offline page in a real Chromium, as an editor uses it: drop a draft, look, tick, take the copy home. Compared with what the command line does.
// PAGE, REPORT_LINT and CHROMIUM say where these are; SHOTS is a folder for pictures, LONG a long report to time.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { PAGE = join(top, 'target/report-lint.html'), REPORT_LINT = join(top, 'target/release/report-lint'), CHROMIUM = '/usr/bin/chromium', SHOTS, LONG } = process.env;
const draft = join(top, 'examples/du-thao.docx');
const folder = mkdtempSync(join(tmpdir(), 'report-lint-page-'));
const lint = (...options) => {
  // Findings make the exit status 1.
  try { return execFileSync(REPORT_LINT, ['--isolated', ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }); } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
};

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], timeout: 120_000 });
const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
const requests = [];
context.on('request', request => requests.push(request.url()));
const page = await context.newPage();
// The machine may be busy.
page.setDefaultTimeout(60_000);
const complaints = [];
page.on('pageerror', error => complaints.push(String(error)));
page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
const address = pathToFileURL(resolve(PAGE)).href;

// The page lets no string become code, so that the waiting is done here.
const until = async (what, argument) => {
  for (const end = Date.now() + 60_000; !await page.evaluate(what, argument); await page.waitForTimeout(20)) assert.ok(Date.now() < end, `in vain: ${what}`);
};
// Files as a hand drops them.
const drop = async (...paths) => {
  const files = paths.map(path => ({ name: basename(path), base64: readFileSync(path).toString('base64') }));
  const data = await page.evaluateHandle(list => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name));
    return data;
  }, files);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await until(name => document.title.startsWith(name) && document.getElementById('progress').hidden, basename(paths[0]));
};
const taken = async what => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(what)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};
const cards = () => page.locator('.card:visible').count();
const shoot = async name => SHOTS && page.screenshot({ path: join(SHOTS, name + '.png') });
const step = async (name, work) => {
  const begun = Date.now();
  await work();
  console.log(`ok ${name} (${Date.now() - begun} ms)`);
};

try {
  await page.goto(address);
  await step('the page opens in Vietnamese and says that nothing is sent', async () => {
    assert.equal(await page.getAttribute('html', 'lang'), 'vi');
    await page.getByText('Thả bản thảo báo cáo vào đây').waitFor();
    await shoot('start');
  });

  const known = JSON.parse(lint('--output-format', 'json', draft)).files[0].findings;
  await step('a dropped draft shows its findings, errors first', async () => {
    await drop(draft);
    assert.equal(await cards(), known.length);
    const listed = await page.locator('#list li').evaluateAll(items => items.map(i => i.classList[0]));
    // What is likely a slip of typing comes last: here the doubled word, a warning.
    const weights = listed.slice(0, -1).map(level => ['error', 'warning', 'note'].indexOf(level));
    assert.deepEqual(weights, [...weights].sort());
    assert.match(await page.locator('#list li').last().textContent(), /Lặp từ/);
    const messages = await page.locator('.card .message').allTextContents();
    assert.deepEqual(messages, known.map(f => f.message));
    await shoot('desktop');
  });

  await step('the Word copy is that of the command line, byte for byte', async () => {
    const copy = await taken('#word');
    assert.equal(copy.name, 'du-thao (đã đối chiếu).docx');
    lint(draft, '--annotate', 'copy.docx');
    assert.ok(copy.bytes.equals(readFileSync(join(folder, 'copy.docx'))), 'the copies differ');
  });

  await step('the list is that of the command line', async () => {
    const list = await taken('#csv');
    writeFileSync(join(folder, 'du-thao.docx'), readFileSync(draft));
    lint('du-thao.docx', '--output-format', 'csv', '--output-file', 'list.csv');
    assert.equal(list.bytes.toString(), readFileSync(join(folder, 'list.csv')).toString());
  });

  await step('keys lead from finding to finding and tick them', async () => {
    await page.locator('#content').focus();
    await page.keyboard.press('n');
    assert.equal(await page.locator('.card.active.error').count(), 1);
    await page.keyboard.press('x');
    assert.equal(await page.locator('.card.seen').count(), 1);
    await page.keyboard.press('n');
    await page.keyboard.press('p');
    assert.equal(await page.locator('.card.active.seen').count(), 1);
    await shoot('active');
  });

  await step('filters and search leave what is asked for', async () => {
    await page.uncheck('[data-level="error"]');
    assert.equal(await cards(), known.filter(f => f.severity !== 'error').length);
    await page.check('[data-level="error"]');
    const word = known[0].message.split(' ')[0];
    await page.fill('#search', word.toUpperCase());
    assert.ok(await cards() >= 1);
    await page.fill('#search', 'không có chữ này');
    assert.equal(await cards(), 0);
    await page.getByText('Không có phát hiện nào như đã chọn.').waitFor();
    // Letters in the field are words, not orders.
    await page.locator('#search').pressSequentially('xnp/');
    assert.equal(await page.locator('.card.seen').count(), 1);
    await page.fill('#search', '');
    assert.equal(await cards(), known.length);
  });

  let accepted;
  await step('what is right as it is stays away, in a file that the command line reads too', async () => {
    await page.locator('.card:visible .accept').first().click();
    assert.equal(await cards(), known.length - 1);
    await page.locator('.more summary').click();
    accepted = await taken('#export');
    writeFileSync(join(folder, 'known.json'), accepted.bytes);
    const left = JSON.parse(lint('du-thao.docx', '--baseline', 'known.json', '--output-format', 'json')).files[0].findings;
    assert.equal(left.length, known.length - 1);
    const copy = await taken('#word');
    lint('du-thao.docx', '--baseline', 'known.json', '--annotate', 'fewer.docx');
    assert.ok(copy.bytes.equals(readFileSync(join(folder, 'fewer.docx'))), 'the copies differ');
  });

  await step('ticks are there after the page was closed', async () => {
    await page.reload();
    await drop(draft);
    assert.equal(await page.locator('.card.seen').count(), 1);
    assert.equal(await cards(), known.length - 1);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await drop(draft);
    assert.equal(await cards(), known.length);
    await page.setInputFiles('#import', { name: 'known.json', mimeType: 'application/json', buffer: accepted.bytes });
    await page.getByText('Đã đọc 1 phát hiện được chấp nhận.').waitFor();
    assert.equal(await cards(), known.length - 1);
    await page.setInputFiles('#import', { name: 'known.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await page.getByText('Tệp này không phải tệp phát hiện đã chấp nhận.').waitFor();
  });

  await step('a broken file is told in a sentence, beside the others', async () => {
    const broken = join(folder, 'hong.docx');
    writeFileSync(broken, readFileSync(draft).subarray(0, 2000));
    await drop(broken);
    await page.locator('#content').getByText('Tệp bị hỏng').first().waitFor();
    assert.doesNotMatch(await page.locator('#content').textContent(), /damaged/, 'details are in Vietnamese too');
    assert.equal(await page.locator('#rows tr').count(), 2);
    await shoot('error');
    const old = join(folder, 'cu.doc');
    writeFileSync(old, Buffer.from('d0cf11e0a1b11ae10000', 'hex'));
    await drop(old);
    await page.locator('#content').getByText('lưu thành .docx').first().waitFor();
  });

  await step('other formats are read as the command line reads them', async () => {
    const texts = ['nua-nam.md', 'ngan-sach.md', 'sach-loi.md'].map(name => join(top, 'examples', name));
    await drop(...texts);
    for (const path of texts) {
      const findings = JSON.parse(lint('--output-format', 'json', path)).files[0].findings;
      await page.getByRole('button', { name: basename(path) }).click();
      assert.deepEqual(await page.locator('.card .message').allTextContents(), findings.map(f => f.message));
    }
    await shoot('several');
  });

  await step('a PDF is read as the command line reads it', async () => {
    const sheet = await context.newPage();
    await sheet.setContent('<p>Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.</p>');
    const path = join(folder, 'in.pdf');
    writeFileSync(path, await sheet.pdf());
    await sheet.close();
    await drop(path);
    const findings = JSON.parse(lint('--output-format', 'json', path)).files[0].findings;
    assert.ok(findings.length > 0);
    assert.deepEqual(await page.locator('.card .message').allTextContents(), findings.map(f => f.message));
  });

  await step('English by a switch', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Word copy with comments' }).waitFor();
    await until(() => document.getElementById('progress').hidden);
    const english = JSON.parse(lint('--output-format', 'json', '--lang', 'en', join(top, 'examples/nua-nam.md'))).files[0].findings;
    await page.getByRole('button', { name: 'nua-nam.md' }).click();
    assert.deepEqual(await page.locator('.card .message').allTextContents(), english.map(f => f.message));
    await shoot('english');
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await until(() => document.getElementById('progress').hidden);
  });

  // ---- A packet ----
  // Says of the draft what the draft says, but for one figure.
  const wordPacket = '# TÓM TẮT BÁO CÁO\n\nTình hình phát triển kinh tế - xã hội 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026\n\n'
    + 'Tổng diện tích gieo trồng đạt 1.448,3 ha. Toàn xã trồng mới 380.930 cây phân tán, tương đương 461,86 ha. '
    + 'Kế hoạch vốn đầu tư công năm 2026 là 60.596 triệu đồng. Đã cấp 18.930 kg gạo cho 1.262 nhân khẩu thiếu đói dịp Tết.\n';
  const goi = name => join(top, 'examples/goi', name);
  const [report, summary, before] = ['bao-cao-thang-5.md', 'tom-tat-thang-5.md', 'bao-cao-thang-4.md'].map(goi);
  const open = async path => {
    await page.locator('#rows').getByRole('button', { name: basename(path), exact: true }).click();
    await until(name => document.title.startsWith(name), basename(path));
  };
  // What the page shows of a file, in the words of the command line.
  const shown = async path => {
    await open(path);
    return page.locator('.sheet .card').evaluateAll(list => list.map(card => ({
      rule: card.querySelector('code').textContent, severity: ['error', 'warning', 'note'].find(level => card.classList.contains(level)), message: card.querySelector('.message').textContent,
    })));
  };
  // The command line names files by their paths, the page by their names alone: it is asked where they lie.
  const told = (...options) => {
    const files = JSON.parse(lint('--output-format', 'json', ...options)).files;
    return new Map(files.map(f => [f.path, f.findings.map(({ rule, severity, message }) => ({ rule, severity, message }))]));
  };
  const settled = () => until(() => document.getElementById('progress').hidden);
  const between = () => page.locator('#between li').allTextContents();
  for (const path of [report, summary, before]) writeFileSync(join(folder, basename(path)), readFileSync(path));

  await step('one file has nothing to be compared with, two have a control', async () => {
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await drop(report);
    assert.ok(!await page.getByLabel('Đối chiếu các văn bản này với nhau').isVisible());
    await drop(summary);
    assert.ok(await page.getByLabel('Đối chiếu các văn bản này với nhau').isVisible());
    for (const path of [report, summary]) assert.deepEqual(await shown(path), told(basename(path)).get(basename(path)));
    assert.deepEqual(await between(), []);
  });

  let alone;
  await step('a packet is what the command line makes of the same files', async () => {
    alone = await shown(summary);
    await page.getByLabel('Đối chiếu các văn bản này với nhau').check();
    await page.getByText('Đã đối chiếu 2 văn bản với nhau.').waitFor();
    const packet = told('--packet', basename(report), basename(summary));
    for (const path of [report, summary]) assert.deepEqual(await shown(path), packet.get(basename(path)));
    assert.ok([...packet.values()].flat().length > told(basename(report), basename(summary)).get(basename(summary)).length, 'nothing between them');
    const list = await taken('#csv');
    lint('--packet', basename(report), basename(summary), '--output-format', 'csv', '--output-file', 'packet.csv');
    assert.equal(list.bytes.toString(), readFileSync(join(folder, 'packet.csv')).toString());
  });

  await step('a finding names the other document and leads to its place there, and back', async () => {
    const files = JSON.parse(lint('--packet', basename(report), basename(summary), '--output-format', 'json')).files;
    const [home, finding, place] = files.flatMap(f => f.findings.flatMap(x => x.related.filter(r => r.span.file).map(r => [f.path, x, r.span])))[0];
    assert.notEqual(home, place.file);
    await open(home);
    const card = page.locator('.card', { hasText: finding.message }).first();
    const link = card.locator('.pair a');
    assert.equal(await link.textContent(), `${place.file}, dòng ${place.line}`);
    await link.click();
    await until(name => document.title.startsWith(name), place.file);
    const lit = page.locator('.sheet .lit');
    assert.equal(await lit.textContent(), place.text);
    assert.ok(await lit.evaluate(e => { const box = e.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }), 'the place is out of sight');
    await shoot('packet-other');
    await page.getByRole('button', { name: `← Trở lại ${home}` }).click();
    await until(name => document.title.startsWith(name), home);
    assert.equal(await page.locator('.card.active .message').textContent(), finding.message);
    await page.waitForTimeout(600);
    await shoot('packet-card');
    // The same by the button of the browser, and from the place to the finding.
    await card.locator('.pair a').click();
    await until(name => document.title.startsWith(name), place.file);
    await page.goBack();
    await until(name => document.title.startsWith(name), home);
    await open(place.file);
    await page.locator('.sheet .ref[data-no^="↔"]').first().click();
    await until(name => document.title.startsWith(name), home);
    assert.equal(await page.locator('.card.active').count(), 1);
    // The list of all of them leads there too.
    await open(place.file);
    await page.locator('#between a', { hasText: finding.message }).click();
    await until(name => document.title.startsWith(name), home);
    assert.equal(await page.locator('.card.active .message').textContent(), finding.message);
    await page.evaluate(() => scrollTo(0, 0));
    await shoot('packet');
    await page.setViewportSize({ width: 390, height: 844 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), 'the page scrolls sideways');
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(600);
    await shoot('packet-phone');
    await card.locator('.pair a').click();
    await until(name => document.title.startsWith(name), place.file);
    await page.waitForTimeout(600);
    await shoot('packet-phone-other');
    await page.getByRole('button', { name: `← Trở lại ${home}` }).click();
    await page.waitForTimeout(600);
    await shoot('packet-phone-card');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await step('the report of the period before is held against as the command line does it', async () => {
    await drop(before);
    await page.getByText('Đã đối chiếu 3 văn bản với nhau.').waitFor();
    await page.getByLabel(`Cách đối chiếu ${basename(before)}`).selectOption({ label: 'Báo cáo kỳ trước' });
    await settled();
    const packet = told('--packet', basename(report), basename(summary), '--previous', basename(before));
    assert.notDeepEqual(packet, told('--packet', basename(report), basename(summary), basename(before)));
    for (const path of [report, summary]) assert.deepEqual(await shown(path), packet.get(basename(path)));
    assert.deepEqual(await shown(before), told(basename(before)).get(basename(before)));
    await open(report);
    await page.evaluate(() => scrollTo(0, 0));
    await shoot('packet-before');
  });

  await step('what is right as it is stays away between documents too', async () => {
    const many = (await between()).length;
    const message = await page.locator('#between a').first().textContent();
    await page.locator('#between a').first().click();
    await page.locator('.card.active .accept').click();
    assert.equal(await page.locator('#between li:visible').count(), many - 1);
    await page.locator('.card', { hasText: message }).first().evaluate(card => card.querySelector('.accept').click());
    assert.equal(await page.locator('#between li:visible').count(), many);
  });

  await step('what cannot be compared is told in a sentence', async () => {
    for (const path of [report, before]) {
      await page.getByLabel(`Cách đối chiếu ${basename(path)}`).selectOption({ label: 'Không đối chiếu' });
      await settled();
    }
    await page.locator('#packet').getByText('Chỉ có một văn bản để đối chiếu').waitFor();
    assert.deepEqual(await shown(summary), alone);
    await page.getByLabel(`Cách đối chiếu ${basename(report)}`).selectOption({ label: 'Đối chiếu với nhau' });
    await page.getByText('Đã đối chiếu 2 văn bản với nhau.').waitFor();
    await drop(join(folder, 'hong.docx'));
    await page.getByText('Đã đối chiếu 2 văn bản với nhau. Không đọc được hong.docx nên').waitFor();
    assert.equal(await page.locator('#rows .why').count(), 1);
    await shoot('packet-error');
    // Without the tick each document stands by itself again.
    await page.getByLabel('Đối chiếu các văn bản này với nhau').uncheck();
    await settled();
    assert.deepEqual(await shown(summary), alone);
    assert.deepEqual(await between(), []);
  });

  await step('a packet with a Word file has the comments of the command line', async () => {
    await page.reload();
    const wrong = join(folder, 'tom-tat.md');
    writeFileSync(wrong, wordPacket);
    writeFileSync(join(folder, 'du-thao.docx'), readFileSync(draft));
    await drop(draft, wrong);
    await page.getByLabel('Đối chiếu các văn bản này với nhau').check();
    await page.getByText('Đã đối chiếu 2 văn bản với nhau.').waitFor();
    const packet = told('--packet', 'du-thao.docx', 'tom-tat.md');
    assert.ok((await between()).length > 0, 'nothing between them');
    for (const path of [draft, wrong]) assert.deepEqual(await shown(path), packet.get(basename(path)));
    await open(draft);
    const copy = await taken('#word');
    lint('--packet', 'du-thao.docx', 'tom-tat.md', '--annotate-dir', 'chu-thich');
    const commented = readFileSync(join(folder, 'chu-thich', 'du-thao.docx'));
    assert.ok(copy.bytes.equals(commented), 'the copies differ');
    lint('du-thao.docx', '--annotate', 'by-itself.docx');
    assert.ok(!commented.equals(readFileSync(join(folder, 'by-itself.docx'))), 'the other document is in no comment');
  });

  await step('a long packet leaves the page usable, and can be stopped', async () => {
    const line = n => `- Xã thứ ${n} có ${1000 + n} hộ được hỗ trợ, trong đó: hộ nghèo ${400 + n} hộ, hộ cận nghèo 600 hộ; kinh phí ${n},5 triệu đồng.\n\n`;
    const long = ['dai-1.md', 'dai-2.md'].map(name => join(folder, name));
    for (const path of long) writeFileSync(path, `# BÁO CÁO ${basename(path)}\n\n` + Array.from({ length: 6000 }, (_, n) => line(n)).join(''));
    await page.reload();
    await drop(...long);
    await page.getByLabel('Đối chiếu các văn bản này với nhau').check();
    await page.locator('#doing').getByText('Đang đối chiếu 2 văn bản với nhau…').waitFor();
    // While the worker compares, another file is shown and the work is stopped.
    await open(long[1]);
    await page.getByRole('button', { name: 'Dừng' }).click();
    await page.getByText('Đã dừng trước khi đối chiếu xong các văn bản với nhau.').waitFor();
    assert.ok(!await page.getByLabel('Đối chiếu các văn bản này với nhau').isChecked());
    assert.equal(await page.locator('#rows .why').count(), 0, 'the reports themselves are lost');
    await page.reload();
    await drop(report, summary, before);
    await page.getByLabel('Đối chiếu các văn bản này với nhau').check();
    await page.getByText('Đã đối chiếu 3 văn bản với nhau.').waitFor();
  });

  await step('every control has a name, and nothing is wider than a phone', async () => {
    const nameless = await page.evaluate(() => [...document.querySelectorAll('button, input, select, a[href]')]
      .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title)).map(e => e.outerHTML));
    assert.deepEqual(nameless, []);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), 'the page scrolls sideways');
    await page.evaluate(() => scrollTo(0, 0));
    await shoot('phone');
    await page.keyboard.press('n');
    await page.waitForTimeout(600);
    await shoot('phone-finding');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(600);
    await shoot('dark');
    await page.emulateMedia({ colorScheme: 'light', media: 'print' });
    if (SHOTS) await page.pdf({ path: join(SHOTS, 'print.pdf') });
    await page.emulateMedia({ media: 'screen' });
  });

  if (LONG) {
    await step('a long report', async () => {
      const begun = Date.now();
      await drop(LONG);
      console.log(`   ${basename(LONG)}: ${Date.now() - begun} ms to the findings, ${await cards()} of them`);
      await shoot('long');
    });
  }

  await step('nothing was sent, and nothing could be', async () => {
    assert.deepEqual(requests.filter(url => url !== address && !url.startsWith('blob:')), []);
    const sent = await page.evaluate(() => fetch('https://example.org/').then(() => 'sent', () => 'refused'));
    assert.equal(sent, 'refused');
    assert.deepEqual(complaints.filter(c => !c.includes('example.org')), []);
  });
} catch (error) {
  await shoot('failed');
  throw error;
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
