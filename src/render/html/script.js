(() => {
  'use strict';
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const one = id => document.getElementById(id);
  const names = (element, key) => (element.dataset[key] || '').split(' ').filter(Boolean);
  const root = document.documentElement;
  let cards = [];
  const beside = matchMedia('screen and (min-width: 68rem)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let active = null;
  let placesOf = new Map();
  root.classList.add('js');

  const isShown = card => getComputedStyle(card).display !== 'none';
  // In the order of the report, or errors first and slips of typing last.
  const weight = card => card.classList.contains('typing') ? 3 : ['error', 'warning', 'note'].findIndex(level => card.classList.contains(level));
  const shown = () => {
    const list = cards.filter(isShown);
    return root.dataset.order === 'weight' ? list.sort((a, b) => weight(a) - weight(b)) : list;
  };

  // Cards stand beside their places; where several want the same spot the active one gets it, the others make room.
  function arrange() {
    const plans = all('.sheet').map(sheet => {
      const top = sheet.getBoundingClientRect().top;
      const row = all('.card', sheet).filter(isShown).map(card => {
        const place = one(card.dataset.at);
        const want = place ? place.getClientRects()[0] || place.getBoundingClientRect() : { top };
        return { card, want: Math.max(0, want.top - top - 6), height: card.offsetHeight + 10 };
      });
      return { sheet, row, height: sheet.offsetHeight };
    });
    for (const { sheet, row, height } of plans) {
      const fixed = row.findIndex(r => r.card === active);
      let free = 0;
      for (const r of row) free = (r.top = Math.max(r.want, free)) + r.height;
      if (fixed >= 0) {
        const before = row.slice(0, fixed).reduce((sum, r) => sum + r.height, 0);
        row[fixed].top = Math.max(row[fixed].want, before);
        for (let i = fixed - 1; i >= 0; i--) row[i].top = Math.min(row[i].top, row[i + 1].top - row[i].height);
        free = row[fixed].top + row[fixed].height;
        for (const r of row.slice(fixed + 1)) free = (r.top = Math.max(r.want, free)) + r.height;
      }
      for (const r of row) r.card.style.top = beside.matches ? r.top + 'px' : '';
      sheet.style.marginBottom = beside.matches && free > height ? free - height + 'px' : '';
    }
  }

  function mark() {
    const list = shown();
    const at = list.indexOf(active);
    one('which').value = list.length ? (at < 0 ? '–' : at + 1) + '/' + list.length : '0';
    one('previous').disabled = one('next').disabled = !list.length;
  }

  function activate(card) {
    if (card === active) return;
    active?.classList.remove('active');
    all('.lit').forEach(e => e.classList.remove('lit'));
    active = card;
    card?.classList.add('active');
    if (card) for (const place of placesOf.get(card.id)) place.classList.add('lit');
    arrange();
    mark();
  }

  function go(card, atOnce = calm.matches) {
    if (!card) return;
    activate(card);
    const place = one(card.dataset.at);
    card.focus({ preventScroll: true });
    (beside.matches && place ? place : card).scrollIntoView({ block: beside.matches ? 'center' : 'nearest', behavior: atOnce ? 'instant' : 'smooth' });
  }

  function step(by) {
    const list = shown();
    const at = list.indexOf(active);
    if (at >= 0) return go(list[(at + by + list.length) % list.length]);
    if (root.dataset.order === 'weight') return go(list[by > 0 ? 0 : list.length - 1]);
    // From where the reader is.
    const y = card => (one(card.dataset.at) || card).getBoundingClientRect().top;
    const next = by > 0 ? list.find(c => y(c) > 60) : list.filter(c => y(c) < 0).pop();
    go(next || list[by > 0 ? 0 : list.length - 1]);
  }

  // What a number was compared with.
  const tip = one('tip');
  let told = null, leaving = 0;
  function hush() {
    if (!told) return;
    told.removeAttribute('aria-describedby');
    all('.partner').forEach(e => e.classList.remove('partner'));
    tip.hidden = true;
    told = null;
  }
  function tell(number) {
    clearTimeout(leaving);
    if (told === number) return;
    hush();
    const list = document.createElement('ul');
    for (const id of names(number, 'r')) {
      const item = one(id);
      if (!item) continue;
      const copy = item.cloneNode(true);
      copy.removeAttribute('id');
      list.append(copy);
      for (const partner of names(item, 'at')) one(partner)?.classList.add('partner');
    }
    if (!list.children.length) return;
    told = number;
    tip.replaceChildren(list);
    tip.hidden = false;
    number.setAttribute('aria-describedby', 'tip');
    put();
  }
  function put() {
    const box = told?.getClientRects()[0];
    if (!box) return;
    if ((box.bottom < 0 || box.top > innerHeight) && told !== document.activeElement) return hush();
    tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + 'px';
    const above = box.top - tip.offsetHeight - 8;
    tip.style.top = (above > 56 ? above : box.bottom + 8) + 'px';
  }
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hush, 250); };
  const numberAt = event => event.target.closest?.('.n');
  document.addEventListener('mouseover', event => {
    const number = numberAt(event);
    if (number) tell(number);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else leave();
  });
  document.addEventListener('focusin', event => {
    const number = numberAt(event);
    if (number) {
      // One tab stop a report: the number that was visited last.
      all('.n[tabindex="0"]', number.closest('.sheet')).forEach(n => { n.tabIndex = -1; });
      number.tabIndex = 0;
      tell(number);
    } else hush();
    // A card that turns active grows: what the mouse is about to click must not move away.
    const card = event.target.closest('.card');
    if (card && (event.target.matches(':focus-visible') || !event.target.closest('.ticks'))) activate(card);
  });
  addEventListener('scroll', put, { passive: true });

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && one(link.getAttribute('href').slice(1));
    if (target?.classList.contains('card')) {
      event.preventDefault();
      history.pushState(null, '', link.getAttribute('href'));
      return go(target);
    }
    if (link) return;
    const place = event.target.closest('[data-f]');
    if (place) return go(names(place, 'f').map(one).find(isShown));
    const card = event.target.closest('.card');
    if (card) activate(card);
  });

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('input:not([type="checkbox"]), select, textarea')) return;
    const number = event.target.closest?.('.n');
    if (event.key === 'Escape') hush();
    else if (event.key === 'n' || event.key === 'j') step(1);
    else if (event.key === 'p' || event.key === 'k') step(-1);
    else if (number && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const list = all('.n', number.closest('.sheet'));
      list[list.indexOf(number) + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
      event.preventDefault();
    } else if (number && (event.key === 'Enter' || event.key === ' ')) {
      number.click();
      event.preventDefault();
    }
  });
  one('previous').addEventListener('click', () => step(-1));
  one('next').addEventListener('click', () => step(1));

  for (const box of all('[data-level]')) box.addEventListener('change', () => {
    root.classList.toggle('no-' + box.dataset.level, !box.checked);
    update();
  });

  // After other findings are shown or hidden.
  function update() {
    if (active && !isShown(active)) activate(null);
    const nothing = one('nothing');
    nothing.hidden = !cards.length || shown().length > 0;
    nothing.textContent = nothing.hidden ? '' : nothing.dataset.say;
    arrange();
    mark();
  }

  // Takes up the report that the page holds now.
  function load() {
    hush();
    active = null;
    cards = all('.card');
    // Which places each finding names.
    placesOf = new Map(cards.map(card => [card.id, []]));
    for (const place of all('[data-f]')) for (const id of names(place, 'f')) placesOf.get(id)?.push(place);
    for (const sheet of all('.sheet')) all('.n', sheet).slice(0, 1).forEach(n => { n.tabIndex = 0; });
    all('details').forEach(d => d.addEventListener('toggle', arrange));
    update();
  }

  const opened = () => { const card = one(location.hash.slice(1)); if (card?.classList.contains('card')) go(card, true); };
  addEventListener('resize', arrange);
  addEventListener('hashchange', opened);
  beside.addEventListener('change', arrange);
  document.fonts?.ready.then(arrange);
  // A page that shows one report after the other says so by these.
  document.addEventListener('report-lint:report', load);
  document.addEventListener('report-lint:shown', update);
  document.addEventListener('report-lint:go', event => go(one(event.detail)));
  load();
  opened();
})();
