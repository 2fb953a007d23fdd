(() => {
  'use strict';
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const one = id => document.getElementById(id);
  const root = document.documentElement;
  const LEVELS = ['error', 'warning', 'note'];
  const SIGNS = { error: '✕', warning: '▲', note: '●' };
  // Larger files are no reports; the command line has the same limit.
  const MOST_BYTES = 64 << 20;
  // All files of a packet: their texts are held at once, in the memory that the engine has.
  const MOST_TOGETHER = 128 << 20;

  const WORDS = {
    vi: {
      doing: (name, at, of) => `Đang đối chiếu ${name}${of > 1 ? ` (${at}/${of})` : ''}…`, starting: 'Đang chuẩn bị…', seconds: n => ` ${n} giây`,
      joining: n => `Đang đối chiếu ${n} văn bản với nhau…`,
      roles: { beside: 'Đối chiếu với nhau', before: 'Báo cáo kỳ trước', alone: 'Không đối chiếu' }, roleOf: name => `Cách đối chiếu ${name}`,
      apart: 'Dành cho các văn bản đi cùng nhau: báo cáo, phụ lục, bản tóm tắt, dự thảo nghị quyết. Cùng một số liệu thì các văn bản phải ghi như nhau.',
      together: 'Báo cáo nào của kỳ trước thì chọn “Báo cáo kỳ trước” ở bảng trên: số lũy kế, mức tăng giảm được so với báo cáo ấy. Tệp nào không liên quan thì chọn “Không đối chiếu”.',
      joined: n => `Đã đối chiếu ${n} văn bản với nhau.`, lost: names => `Không đọc được ${names.join(', ')} nên không đối chiếu ${names.length > 1 ? 'các tệp' : 'tệp'} này với văn bản khác.`,
      between: n => `Phát hiện giữa các văn bản (${n})`, noneBetween: 'Không thấy mâu thuẫn nào giữa các văn bản.',
      elsewhere: n => `Văn bản này không có phát hiện riêng; có ${n} phát hiện ghi ở văn bản khác, đánh dấu ↔ trong bài.`, back: name => `← Trở lại ${name}`,
      few: 'Chỉ có một văn bản để đối chiếu, cần ít nhất hai: hãy thả thêm tệp, hoặc chọn lại ở bảng trên.',
      noFew: 'Không có văn bản nào để đối chiếu: hãy thả thêm tệp, hoặc chọn lại ở bảng trên.',
      onlyBefore: 'Tất cả đều là báo cáo kỳ trước: hãy chọn ít nhất một văn bản của kỳ này là “Đối chiếu với nhau”.',
      twins: name => `Có hai tệp cùng tên ${name}: hãy đổi tên một tệp rồi thả lại, để biết phát hiện nói về tệp nào.`,
      large: (size, most) => `Các tệp cộng lại quá lớn (${size} MB, nhiều nhất ${most} MB) nên không đối chiếu được với nhau; mỗi tệp vẫn được đối chiếu riêng.`,
      notJoined: 'Chương trình gặp lỗi khi đối chiếu các văn bản với nhau; mỗi văn bản vẫn được đối chiếu riêng.', stoppedJoining: 'Đã dừng trước khi đối chiếu xong các văn bản với nhau.',
      waiting: 'đang chờ', notRead: 'không đọc được', list: n => `Danh sách phát hiện (${n})`, none: 'Không thấy mâu thuẫn nào.', seen: 'Đã xem',
      accept: 'Đúng như vậy – không báo nữa', again: 'Báo lại chỗ này', accepted: n => `${n} phát hiện đã chấp nhận, không hiển thị.`,
      done: 'đã xem', copied: '(đã đối chiếu)', table: '– danh sách',
      unread: 'Có phần của tệp không đọc được:', limited: 'Tệp quá lớn nên có phần chưa được đối chiếu:', detail: 'Chi tiết:',
      stopped: 'Đã dừng.', saved: name => `Đã lưu ${name} vào thư mục tải về.`, imported: n => `Đã đọc ${n} phát hiện được chấp nhận.`,
      notBaseline: 'Tệp này không phải tệp phát hiện đã chấp nhận.', empty: 'Chưa có phát hiện nào được chấp nhận.',
      found: (name, sum) => `${name}: ${sum}`, onlyWord: 'Chú thích chỉ đặt được trong tệp Word (.docx).',
      hint: 'Phím n, p: phát hiện sau, trước; x: đã xem; /: tìm. Rê chuột (hoặc chạm) vào một số để xem phép đối chiếu.',
      problems: {
        encoding: 'Tệp văn bản này không ở dạng UTF-8. Mở tệp, chọn Lưu thành (Save As) với mã hóa UTF-8, rồi thả lại.',
        foreign: 'Không đọc được loại tệp này. Nếu là tệp Word, Excel đời cũ (.doc, .xls, .rtf) hoặc tệp có mật khẩu: mở bằng Word hoặc Excel, bỏ mật khẩu, lưu thành .docx hoặc .xlsx, rồi thả lại.',
        limit: 'Tệp quá lớn hoặc quá phức tạp, nên không được đối chiếu.',
        damaged: 'Tệp bị hỏng, hoặc bên trong không phải loại tệp như tên gọi. Thử mở bằng Word, lưu thành tệp .docx mới, rồi thả lại.',
        empty: 'Trong tệp không có chữ nào để đối chiếu.',
        binary: 'Đây không phải tệp văn bản.',
        mistake: 'Chương trình gặp lỗi khi đọc tệp này. Đây là lỗi của chương trình, không phải của báo cáo.',
        stopped: 'Đã dừng trước khi đọc xong.',
        unreadable: 'Trình duyệt không mở được tệp này: có thể tệp đã bị đổi, bị xóa, hoặc là một thư mục.',
        old: 'Trình duyệt này quá cũ. Hãy dùng Chrome, Edge, Cốc Cốc hoặc Firefox bản mới.',
      },
    },
    en: {
      doing: (name, at, of) => `Comparing ${name}${of > 1 ? ` (${at} of ${of})` : ''} …`, starting: 'Getting ready …', seconds: n => ` ${n} s`,
      joining: n => `Comparing ${n} documents with each other …`,
      roles: { beside: 'Compare', before: 'Report of the period before', alone: 'Leave out' }, roleOf: name => `How ${name} is compared`,
      apart: 'For papers that belong together: report, annexes, summary, draft resolution. One figure must be the same in all of them.',
      together: 'Choose above which report is the one of the period before: running totals and changes are held against it. Leave out what does not belong here.',
      joined: n => `${n} documents were compared with each other.`, lost: names => `Not read, and so not compared with the others: ${names.join(', ')}.`,
      between: n => `Findings between the documents (${n})`, noneBetween: 'No contradiction between the documents was found.',
      elsewhere: n => `No finding of its own; ${n} findings of other documents name this one, marked ↔ in the text.`, back: name => `← Back to ${name}`,
      few: 'There is one document only, and two are needed: drop another file, or choose again above.',
      noFew: 'There is no document to compare: drop another file, or choose again above.',
      onlyBefore: 'All are reports of the period before: choose “Compare” for at least one document of this period.',
      twins: name => `Two files are named ${name}: give one another name and drop it again, so that a finding tells which one it means.`,
      large: (size, most) => `Together the files are too large to be compared (${size} MB, at most ${most} MB); each was checked by itself.`,
      notJoined: 'The program failed to compare the documents with each other; each was checked by itself.', stoppedJoining: 'Stopped before the documents were compared with each other.',
      waiting: 'waiting', notRead: 'not read', list: n => `List of findings (${n})`, none: 'No contradiction found.', seen: 'Seen',
      accept: 'Right as it is – do not show again', again: 'Show this again', accepted: n => `${n} accepted findings are not shown.`,
      done: 'seen', copied: '(compared)', table: '– findings',
      unread: 'Parts of the file could not be read:', limited: 'The file is so large that parts were not checked:', detail: 'In detail:',
      stopped: 'Stopped.', saved: name => `Saved ${name} to the downloads.`, imported: n => `${n} accepted findings read.`,
      notBaseline: 'This is no file of accepted findings.', empty: 'No finding is accepted yet.',
      found: (name, sum) => `${name}: ${sum}`, onlyWord: 'Comments can only be set in a Word file (.docx).',
      hint: 'Keys n, p: next, previous finding; x: seen; /: search. Point at (or touch) a number to see what it was compared with.',
      problems: {
        encoding: 'This text file is not in UTF-8. Open it, save it as UTF-8, and drop it again.',
        foreign: 'This kind of file is not read. If it is an old Word or Excel file (.doc, .xls, .rtf) or has a password: open it in Word or Excel, take off the password, save it as .docx or .xlsx, and drop it again.',
        limit: 'The file is too large or too complex to be checked.',
        damaged: 'The file is damaged, or not what its name says. Try to open it in Word, save it as a new .docx file, and drop it again.',
        empty: 'There is no text in the file that could be checked.',
        binary: 'This is no text.',
        mistake: 'The program failed on this file. This is its mistake, not the report\'s.',
        stopped: 'Stopped before it was read.',
        unreadable: 'The browser cannot open this file: it may have changed, be gone, or be a folder.',
        old: 'This browser is too old. Use a current Chrome, Edge or Firefox.',
      },
    },
  };

  // What is chosen and kept. Without storage (a strict browser) it lasts as long as the page.
  const kept = {
    get(key) { try { return JSON.parse(localStorage.getItem('report-lint:' + key)) ?? {}; } catch { return {}; } },
    set(key, value) { try { localStorage.setItem('report-lint:' + key, JSON.stringify(value)); } catch { /* not kept */ } },
  };
  let seen = kept.get('seen');
  let accepted = kept.get('accepted');
  // The language of messages: that of each report until somebody chooses.
  let chosen = null;
  const language = () => chosen ?? 'vi';
  const words = () => WORDS[language()];

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // ---- The engine, one question at a time ----
  let worker = null;
  let next = 0;
  const asked = new Map();

  function start() {
    const code = URL.createObjectURL(new Blob([one('worker').textContent], { type: 'text/javascript' }));
    worker = new Worker(code);
    URL.revokeObjectURL(code);
    worker.onmessage = ({ data }) => {
      if (data.ready) return void (root.dataset.ready = 'yes');
      if (data.old) return fail('old', data.old);
      asked.get(data.id)?.(data);
      asked.delete(data.id);
    };
    worker.onerror = event => fail('old', event.message || '');
    worker.postMessage({ engine: one('engine').textContent });
  }

  function fail(kind, why) {
    for (const answer of asked.values()) answer({ answer: { problem: { kind, words: why } } });
    asked.clear();
  }

  // Several files are asked about as a packet.
  const ask = (question, list) => new Promise(resolve => {
    const id = next++;
    asked.set(id, resolve);
    const told = list.map(f => ({ name: f.name, length: f.bytes.byteLength, role: list.length > 1 ? f.role : 'alone' }));
    worker.postMessage({ id, question: { language: chosen, ...question, files: told }, files: list.map(f => f.bytes) });
  });

  // ---- Files ----
  // Each { file, name, bytes, role, alone, report, problem }: `alone` is the report by itself, `report` what is shown; in a packet `mates` are its files and `at` its place.
  let files = [];
  let current = null;
  let running = null;
  let stopped = false;
  // Whether the packet is to be read anew.
  let stale = false;
  // The files that were compared with each other, in the order that links count them by.
  let mates = null;

  async function take(list) {
    const role = name => files.find(old => old.name === name)?.role ?? 'beside';
    const fresh = [...list].map(file => ({ file, name: file.name, bytes: null, role: role(file.name), alone: null, report: null, problem: null }));
    if (!fresh.length) return;
    say('');
    // Another version of a file takes the place of the one before.
    files = files.filter(old => !fresh.some(f => f.name === old.name)).concat(fresh);
    root.classList.add('full');
    for (const f of fresh) f.waits = true;
    stale = true;
    rows();
    await run();
    const first = fresh.find(f => f.report) ?? fresh[0];
    show(first);
    scrollTo({ top: 0, behavior: 'instant' });
    one('content').focus({ preventScroll: true });
  }

  // Does what there is to do; who comes while it runs waits for the same end.
  const run = () => running ??= work().finally(() => { running = null; });

  async function work() {
    stopped = false;
    let at = 0;
    const begun = performance.now();
    const beat = setInterval(() => progress(begun), 500);
    while (!stopped && (stale || files.some(f => f.waits))) {
      for (let f; (f = files.find(f => f.waits)) && !stopped;) {
        f.waits = false;
        at += 1;
        current ??= f;
        doing = () => words().doing(f.name, at, at + files.filter(f => f.waits).length);
        progress(begun);
        await read(f);
        rows();
      }
      if (stopped) break;
      stale = false;
      await join(begun);
    }
    if (stopped && stale) {
      // Some files are newer than what was compared.
      apart();
      stale = false;
      if (one('together').checked) giveUp();
    }
    for (const f of files.filter(f => f.waits)) Object.assign(f, { waits: false, problem: { kind: 'stopped', words: '' } });
    clearInterval(beat);
    doing = null;
    one('progress').hidden = true;
    rows();
  }

  let doing = null;
  let told = '';
  function progress(begun) {
    if (!doing) return;
    const seconds = Math.floor((performance.now() - begun) / 1000);
    const line = root.dataset.ready ? doing() : words().starting;
    one('progress').hidden = false;
    // A screen reader hears the name of the file once, not every second.
    if (line !== told) one('doing').textContent = told = line;
    one('stop').dataset.seconds = seconds > 1 ? words().seconds(seconds) : '';
  }

  async function read(f) {
    try {
      if (f.file.size > MOST_BYTES) throw { kind: 'limit', words: `${f.file.size >> 20} MB > ${MOST_BYTES >> 20} MB` };
      f.bytes ??= await f.file.arrayBuffer().catch(error => { throw { kind: 'unreadable', words: String(error) }; });
      const { answer } = await ask({ what: 'lint' }, [f]);
      const told = answer.reports?.[0] ?? answer;
      Object.assign(f, { alone: told.report ?? null, problem: told.problem ?? null });
    } catch (problem) {
      Object.assign(f, { alone: null, problem: problem.kind ? problem : { kind: 'mistake', words: String(problem) } });
    }
    part(f);
  }

  // What a file shows by itself, and as one of a packet.
  function part(f) {
    Object.assign(f, { report: f.alone, mates: null, at: 0 });
    if (f.report) f.levels = levels(f.report.sheet);
  }
  function unite(list, reports) {
    mates = list;
    list.forEach((f, at) => Object.assign(f, { report: reports[at], mates, at, levels: levels(reports[at].sheet) }));
  }

  function apart() {
    files.forEach(part);
    mates = null;
    tell('');
  }
  function giveUp() {
    one('together').checked = false;
    tell(words().stoppedJoining, true);
  }

  // Reads the files as a packet, where that is wanted, and says in a sentence what stands in its way.
  async function join(begun) {
    apart();
    if (!one('together').checked || files.length < 2) return;
    const wanted = files.filter(f => f.role !== 'alone');
    const unread = wanted.filter(f => !f.report).map(f => f.name);
    const lost = unread.length ? words().lost(unread) : '';
    const list = wanted.filter(f => f.report);
    const why = hindrance(list);
    if (why) return tell([why, lost].filter(Boolean).join(' '), true);
    doing = () => words().joining(list.length);
    progress(begun);
    const { answer } = await ask({ what: 'lint' }, list).catch(error => ({ answer: { problem: { kind: 'mistake', words: String(error) } } }));
    const reports = answer.reports?.map(told => told.report) ?? [];
    if (answer.problem?.kind === 'stopped') return giveUp();
    if (reports.length !== list.length || !reports.every(Boolean)) return tell(words().notJoined, true);
    unite(list, reports);
    tell([words().joined(list.length), lost].filter(Boolean).join(' '), Boolean(lost));
  }

  function hindrance(list) {
    const twin = list.find((f, at) => list.findIndex(other => other.name === f.name) < at);
    const bytes = list.reduce((sum, f) => sum + f.bytes.byteLength, 0);
    if (list.length < 2) return list.length ? words().few : words().noFew;
    if (!list.some(f => f.role === 'beside')) return words().onlyBefore;
    if (twin) return words().twins(twin.name);
    if (bytes > MOST_TOGETHER) return words().large(bytes >> 20, MOST_TOGETHER >> 20);
    return '';
  }

  // What was done with the packet, or why not.
  function tell(line, wrong = false) {
    const place = one('packet-say');
    place.hidden = !line;
    place.textContent = line;
    place.className = wrong ? 'problem' : '';
  }

  // After another choice: the report that is shown stays.
  async function regroup() {
    stale = true;
    rows();
    await run();
    if (current) show(current);
  }

  // How severe each finding is, in the order of the cards.
  const levels = sheet => [...sheet.matchAll(/<div class="card (error|warning|note)/g)].map(m => m[1]);

  const count = (f, level) => f.report.findings.filter((k, i) => f.levels[i] === level && !accepted[k.fingerprint]).length;

  // The table of the files; one alone needs none.
  function rows() {
    one('files').hidden = files.length < 2;
    one('rows').replaceChildren(...files.map(f => {
      const name = element('button', { type: 'button', textContent: f.name, onclick: () => { show(f); one('content').focus({ preventScroll: true }); } });
      const row = element('tr', {}, element('td', {}, name, ...(one('together').checked ? [role(f)] : [])));
      if (f === current) row.setAttribute('aria-current', 'true');
      if (f.report) {
        for (const level of LEVELS) row.append(element('td', { className: 'num', textContent: count(f, level) }));
        const left = f.report.findings.filter(k => !accepted[k.fingerprint]);
        row.append(element('td', { className: 'num', textContent: `${left.filter(k => seen[k.fingerprint]).length}/${left.length}` }));
      } else {
        row.append(element('td', { colSpan: 4, className: f.problem ? 'why' : '', textContent: f.problem ? words().notRead : words().waiting }));
      }
      return row;
    }));
    one('packet').hidden = files.length < 2;
    one('packet-hint').textContent = one('together').checked ? words().together : words().apart;
    between();
  }

  // What a file is to the others; the table is written anew, so that the field that was changed gets its focus back.
  function role(f) {
    const field = element('select', { className: 'role', ariaLabel: words().roleOf(f.name) });
    for (const [value, textContent] of Object.entries(words().roles)) field.append(element('option', { value, textContent, selected: value === f.role }));
    field.addEventListener('change', async () => {
      f.role = field.value;
      const at = files.indexOf(f);
      await regroup();
      all('.role')[at]?.focus({ preventScroll: true });
    });
    return field;
  }

  // The findings between documents, all in one list.
  function between() {
    const items = (mates ?? []).flatMap(f => f.report.findings.map((known, i) => ({ f, known, i })).filter(({ known }) => known.abroad.length));
    const order = [...items].sort((a, b) => LEVELS.indexOf(a.f.levels[a.i]) - LEVELS.indexOf(b.f.levels[b.i]));
    const isLeft = ({ known }) => !accepted[known.fingerprint];
    one('between').hidden = !mates;
    one('between').classList.toggle('clean', !items.length);
    one('between').querySelector('summary').textContent = items.length ? words().between(items.filter(isLeft).length) : words().noneBetween;
    const list = one('between').querySelector('ol');
    list.hidden = !items.length;
    list.replaceChildren(...order.map(({ f, known, i }) => {
      const level = f.levels[i];
      const item = element('li', { className: level }, element('span', { className: 'sign', ariaHidden: 'true', textContent: SIGNS[level] + ' ' }),
        element('b', { textContent: f.name + ':' }), ' ', element('a', { href: `#f${f.at}-${i}`, textContent: known.message }));
      item.classList.toggle('accepted', Boolean(accepted[known.fingerprint]));
      if (seen[known.fingerprint]) done(item);
      return item;
    }));
  }

  function done(item) {
    const mark = element('span', { className: 'done', textContent: ' ✓ ', ariaLabel: words().done });
    mark.setAttribute('role', 'img');
    item.classList.add('seen');
    item.append(mark);
  }

  // ---- The report that is shown ----
  function show(f) {
    current = f;
    one('back').hidden = true;
    const content = one('content');
    one('tools').hidden = !f.report;
    content.replaceChildren();
    one('told').replaceChildren();
    if (f.problem) content.append(element('div', { className: 'problem' }, ...problem(f)));
    if (f.report) {
      const article = element('article', { className: 'report file' }, element('h2', { textContent: f.name }), element('p', { className: 'sum', id: 'sum' }));
      const legend = element('div');
      // Written by the engine, which lets no word of a report be markup.
      legend.innerHTML = f.report.legend;
      article.append(legend, element('p', { className: 'hint', textContent: words().hint }));
      for (const [lead, what] of [[words().unread, f.report.unread.join('; ')], [words().limited, f.report.limit]]) {
        if (what) article.append(element('div', { className: 'problem' }, element('p', { textContent: lead }), element('p', { className: 'hint', textContent: what })));
      }
      const list = element('details', { id: 'list', open: true }, element('summary'), element('ol', { tabIndex: 0 }));
      const sheet = element('div', { className: 'sheet', lang: f.report.language });
      sheet.innerHTML = f.report.sheet;
      one('told').innerHTML = f.report.told;
      article.append(list, sheet);
      content.append(article);
      all('.card', sheet).forEach((card, i) => ticks(card, f.report.findings[i]));
      one('word').disabled = !/\.doc[xm]$/i.test(f.name);
      one('word').title = one('word').disabled ? words().onlyWord : '';
    }
    document.title = `${f.name} – report-lint`;
    marks();
    document.dispatchEvent(new Event('report-lint:report'));
    marks();
    rows();
    const line = f.report ? words().found(f.name, f.report.sum) : '';
    if (line) announce(line);
  }

  function problem(f) {
    const told = [element('p', { textContent: f.name + ': ' + words().problems[f.problem.kind] })];
    if (f.problem.words) told.push(element('p', { className: 'hint', textContent: `${words().detail} ${f.problem.words}` }));
    return told;
  }

  // The two ticks of a finding.
  function ticks(card, known) {
    // The sheet is in the language of the report, what is said of it in that of the messages.
    card.lang = chosen ?? current.report.language;
    const box = element('input', { type: 'checkbox', className: 'see' });
    box.addEventListener('change', () => see(known, box.checked));
    const button = element('button', { type: 'button', className: 'accept' });
    button.addEventListener('click', event => { event.stopPropagation(); accept(known, card); });
    card.append(element('p', { className: 'ticks' }, element('label', {}, box, words().seen), button));
    card.known = known;
  }

  function see(known, is) {
    if (is) seen[known.fingerprint] = 1;
    else delete seen[known.fingerprint];
    kept.set('seen', seen);
    marks();
    rows();
  }

  function accept(known, card) {
    const shown = all('.card').filter(c => getComputedStyle(c).display !== 'none');
    const after = shown[shown.indexOf(card) + 1] ?? shown[shown.indexOf(card) - 1];
    if (accepted[known.fingerprint]) delete accepted[known.fingerprint];
    else accepted[known.fingerprint] = { path: current.name, rule: known.rule, words: known.words };
    kept.set('accepted', accepted);
    marks();
    rows();
    // The place of the reader is kept: the card beside it.
    if (after) document.dispatchEvent(new CustomEvent('report-lint:go', { detail: after.id }));
  }

  const plain = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');

  // Brings everything that depends on ticks, search and order up to date.
  function marks() {
    if (!current?.report) return;
    const wanted = plain(one('search').value.trim());
    const cards = all('.card');
    const hidden = new Set();
    const counts = { error: 0, warning: 0, note: 0 };
    cards.forEach((card, i) => {
      const { fingerprint } = current.report.findings[i];
      const [is, gone] = [Boolean(seen[fingerprint]), Boolean(accepted[fingerprint])];
      card.classList.toggle('seen', is);
      card.classList.toggle('accepted', gone);
      card.classList.toggle('unmatched', Boolean(wanted) && !plain(card.textContent).includes(wanted));
      card.querySelector('.see').checked = is;
      card.querySelector('.accept').textContent = gone ? words().again : words().accept;
      if (gone) hidden.add(card.id);
      else counts[current.levels[i]] += 1;
    });
    for (const mark of all('.sheet [data-f]')) mark.classList.toggle('quiet', mark.dataset.f.split(' ').every(id => hidden.has(id)));
    for (const mark of all('.sheet .ref')) mark.classList.toggle('accepted', isAccepted(mark.getAttribute('href')));
    for (const level of LEVELS) one('tools').querySelector(`.bar .${level} b`).textContent = counts[level];
    one('sum').textContent = current.report.sum + (hidden.size ? ' ' + words().accepted(hidden.size) : '');
    list(cards);
    document.dispatchEvent(new Event('report-lint:shown'));
  }

  // Whether a link leads to a finding that is accepted, in whichever document it stands.
  function isAccepted(href) {
    const [, at, i] = href.match(/^#f(\d+)-(\d+)$/) ?? [];
    const f = current.mates?.[at] ?? current;
    return Boolean(accepted[f.report.findings[i]?.fingerprint]);
  }

  function list(cards) {
    const order = cards.map((card, i) => ({ card, i }));
    const weight = ({ card, i }) => card.classList.contains('typing') ? LEVELS.length : LEVELS.indexOf(current.levels[i]);
    if (root.dataset.order === 'weight') order.sort((a, b) => weight(a) - weight(b) || a.i - b.i);
    const items = order.map(({ card, i }) => {
      const level = current.levels[i];
      const item = element('li', { value: i + 1 }, element('span', { className: 'sign', ariaHidden: 'true', textContent: card.querySelector('.sign').textContent + ' ' }),
        element('b', { textContent: card.querySelector('.kind b').textContent }), ' ', element('a', { href: '#' + card.id, textContent: card.querySelector('.message').textContent }));
      item.className = [level, ...['accepted', 'unmatched'].filter(c => card.classList.contains(c))].join(' ');
      if (card.classList.contains('seen')) done(item);
      return item;
    });
    one('list').querySelector('ol').replaceChildren(...items);
    const named = (current.mates ?? []).flatMap(f => f === current ? [] : f.report.findings.filter(k => k.abroad.includes(current.at) && !accepted[k.fingerprint]));
    const none = named.length ? words().elsewhere(named.length) : words().none;
    one('list').querySelector('summary').textContent = items.length ? words().list(items.filter(i => !i.classList.contains('accepted')).length) : none;
    one('list').querySelector('ol').hidden = !items.length;
    one('list').classList.toggle('clean', !items.length && !named.length);
    one('list').classList.toggle('named', !items.length && named.length > 0);
    // That nothing was found is said of the document alone.
    one('sum').hidden = !items.length && named.length > 0;
  }

  // ---- From one document to the other ----
  // The place or finding of this name, in the document that is shown.
  function reach(id) {
    const place = one(id);
    if (!place || place.classList.contains('card')) return void (place && document.dispatchEvent(new CustomEvent('report-lint:go', { detail: id })));
    for (const lit of all('.lit')) lit.classList.remove('lit');
    place.classList.add('lit');
    // The figure itself would tell what it is compared with in its own document; the mark behind it tells of the other one.
    const mark = place.nextElementSibling?.matches('.ref') ? place.nextElementSibling : place;
    if (mark === place && !place.hasAttribute('tabindex')) place.tabIndex = -1;
    mark.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'center', behavior: 'instant' });
  }

  function jump(f, id, link) {
    // The card or the figure that the link belongs to.
    const origin = link.closest('.card') ?? (link.closest('.sheet') ? link.previousElementSibling : document.querySelector('.card.active'));
    const from = { name: current.name, id: origin?.id ?? '' };
    // Whoever goes back in the browser is led back, and not out of the page.
    history.replaceState(from, '');
    history.pushState({ name: f.name, id }, '', '#' + id);
    show(f);
    reach(id);
    one('back').hidden = Boolean(link.closest('#between'));
    one('back').textContent = words().back(from.name);
    one('back').from = from;
  }

  function goBack({ name, id }) {
    const f = files.find(f => f.name === name);
    if (!f) return;
    if (f !== current) show(f);
    if (id) reach(id);
    else one('content').focus();
  }

  // ---- What is taken home ----
  const stem = name => name.replace(/\.[^.]*$/, '');
  // Characters that Windows has no file names with.
  const safe = name => name.replace(/[\\/:*?"<>|]/g, '_');

  function save(name, parts, type) {
    const url = URL.createObjectURL(new Blob(parts, { type }));
    element('a', { href: url, download: safe(name) }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    say(words().saved(safe(name)));
  }

  const left = () => Object.keys(accepted);

  async function word() {
    const f = current;
    const { answer, file } = await ask({ what: 'annotate', at: f.at, accepted: left() }, f.mates ?? [f]);
    if (answer.problem) return say(words().problems[answer.problem.kind] + ' ' + answer.problem.words, true);
    // Word opens no file with macros under the name of one without.
    save(`${stem(f.name)} ${words().copied}${f.name.slice(stem(f.name).length).toLowerCase()}`, [file], 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  }

  // All files that are open, one table.
  async function csv() {
    const open = files.filter(f => f.report);
    const tables = [];
    for (const list of [...(mates ? [mates] : []), ...open.filter(f => !f.mates).map(f => [f])]) {
      const { answer, file } = await ask({ what: 'csv', accepted: left() }, list);
      if (answer.problem) return say(words().problems[answer.problem.kind] + ' ' + answer.problem.words, true);
      const text = new TextDecoder().decode(file);
      tables.push(tables.length ? text.slice(text.indexOf('\r\n') + 2) : text);
    }
    // By the mark in front Excel knows UTF-8.
    save(`${open.length === 1 ? stem(open[0].name) : 'report-lint'} ${words().table}.csv`, ['\ufeff', ...tables], 'text/csv');
  }

  function baseline() {
    const lines = Object.entries(accepted).map(([fingerprint, { path, rule, words }]) => ({ path, fingerprint, rule, words }));
    if (!lines.length) return say(words().empty, true);
    lines.sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : a.fingerprint < b.fingerprint ? -1 : 1);
    save('report-lint-da-chap-nhan.json', [`{"version":1,"findings":[\n${lines.map(l => JSON.stringify(l)).join(',\n')}\n]}\n`], 'application/json');
  }

  async function bring(file) {
    try {
      const form = JSON.parse(await file.text());
      if (form.version !== 1 || !Array.isArray(form.findings) || form.findings.some(f => !/^[0-9a-f]{32}$/.test(f.fingerprint))) throw 0;
      for (const { path, fingerprint, rule, words } of form.findings) accepted[fingerprint] = { path: String(path), rule: String(rule), words: String(words) };
      kept.set('accepted', accepted);
      marks();
      rows();
      say(words().imported(form.findings.length));
    } catch {
      say(words().notBaseline, true);
    }
  }

  function say(line, wrong = false) {
    const place = one('say');
    place.hidden = !line;
    place.textContent = line;
    place.className = wrong ? 'problem' : '';
  }
  const announce = line => { one('doing').textContent = told = line; };

  // ---- Language ----
  for (const part of all('[data-en]')) part.dataset.vi = part.textContent;
  for (const part of all('[data-en-label]')) part.dataset.viLabel = part.getAttribute('aria-label');
  for (const part of all('[data-en-placeholder]')) part.dataset.viPlaceholder = part.placeholder;
  one('nothing').dataset.viSay = one('nothing').dataset.say;

  async function speak(tongue) {
    chosen = tongue;
    root.lang = tongue;
    for (const part of all('[data-en]')) part.textContent = part.dataset[tongue];
    for (const part of all('[data-en-label]')) part.setAttribute('aria-label', part.dataset[tongue + 'Label']);
    for (const part of all('[data-en-placeholder]')) part.placeholder = part.dataset[tongue + 'Placeholder'];
    one('nothing').dataset.say = one('nothing').dataset[tongue + 'Say'];
    for (const button of all('[data-language]')) button.setAttribute('aria-pressed', button.dataset.language === tongue);
    for (const f of files) f.waits = Boolean(f.bytes);
    stale = true;
    await run();
    if (current) show(current);
  }

  // ---- What people do ----
  one('choose').addEventListener('change', event => { take(event.target.files); event.target.value = ''; });
  one('import').addEventListener('change', event => { if (event.target.files[0]) bring(event.target.files[0]); event.target.value = ''; });
  for (const button of all('[data-language]')) button.addEventListener('click', () => speak(button.dataset.language));
  one('together').addEventListener('change', regroup);
  one('back').addEventListener('click', () => goBack(one('back').from));
  // Before the script of the report sees it: what leads to another document of the packet.
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="#"]');
    const [, id, at] = link?.getAttribute('href').match(/^#([fp](\d+)-.*)$/) ?? [];
    const other = (link?.closest('#between') ? mates : current?.mates)?.[at];
    if (!other || other === current) return;
    event.preventDefault();
    event.stopPropagation();
    jump(other, id, link);
  }, true);
  addEventListener('popstate', event => { if (event.state?.name) goBack(event.state); });
  one('word').addEventListener('click', word);
  one('csv').addEventListener('click', csv);
  one('print').addEventListener('click', () => print());
  one('export').addEventListener('click', baseline);
  one('show-accepted').addEventListener('change', event => { root.classList.toggle('show-accepted', event.target.checked); marks(); });
  one('hide-seen').addEventListener('change', event => { root.classList.toggle('hide-seen', event.target.checked); marks(); });
  one('search').addEventListener('input', marks);
  one('order').addEventListener('change', event => { root.dataset.order = event.target.value; marks(); });
  one('stop').addEventListener('click', () => {
    stopped = true;
    worker.terminate();
    fail('stopped', '');
    start();
  });

  addEventListener('dragover', event => { event.preventDefault(); root.classList.add('over'); });
  addEventListener('dragleave', event => { if (!event.relatedTarget) root.classList.remove('over'); });
  addEventListener('drop', event => {
    event.preventDefault();
    root.classList.remove('over');
    take(event.dataTransfer.files);
  });
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('input:not([type="checkbox"]), select, textarea')) return;
    const card = document.querySelector('.card.active');
    if (event.key === 'x' && card) see(card.known, !seen[card.known.fingerprint]);
    else if (event.key === '/' && current?.report) { one('search').focus(); event.preventDefault(); }
  });

  start();
})();
