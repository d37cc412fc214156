// What the checks measure inside a page. Playwright runs these past the content policy,
// so nothing here may be polled (`wait_for_function` would need eval).
(() => {
  const shown = (el) => {
    if (!el.getClientRects().length) return false;
    const style = getComputedStyle(el);
    return style.visibility !== 'hidden' && style.display !== 'none';
  };
  const hiddenForEyes = (el) => !!el.closest('.sr, [hidden]') || (el.closest('.skip') && !el.matches(':focus'));
  const name = (el) => {
    const words = (el.getAttribute('aria-label') || el.innerText || el.value || el.name || '').trim().replace(/\s+/g, ' ').slice(0, 30);
    return `<${el.tagName.toLowerCase()}${el.id ? '#' + el.id : ''}${el.className && el.className.split ? '.' + el.className.split(' ')[0] : ''}> ${words}`;
  };
  const textNodes = function* (root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (node.data.trim() && parent && shown(parent) && !hiddenForEyes(parent) && !parent.closest('script,style,option,noscript')) yield node;
    }
  };
  // A control is hit through its label as well: label plus input count together.
  const area = (el) => {
    let { top, bottom, left, right } = el.getBoundingClientRect();
    const labels = el.labels ? [...el.labels] : [];
    for (const label of labels.filter((one) => one.contains(el))) {
      const box = label.getBoundingClientRect();
      top = Math.min(top, box.top); bottom = Math.max(bottom, box.bottom);
      left = Math.min(left, box.left); right = Math.max(right, box.right);
    }
    return { height: bottom - top, width: right - left };
  };
  const inSentence = (el) => el.tagName === 'A' && getComputedStyle(el).display === 'inline' && /^(P|LI|DD|TD|SPAN|STRONG|B)$/.test(el.parentElement.tagName) && el.parentElement.textContent.trim() !== el.textContent.trim();

  window.__measure = {
    width: () => [document.documentElement.scrollWidth, document.documentElement.clientWidth,
      [...document.querySelectorAll('body *')].filter((el) => shown(el) && !el.closest('.tw, .viewer-pages, .sr') && el.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(name)],
    smallText: (least) => {
      const found = [];
      for (const node of textNodes(document.body)) {
        const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
        if (size < least - 0.01) found.push(`${size}px ${node.data.trim().slice(0, 20)}`);
      }
      return found;
    },
    targets: (least, floor) => {
      const chief = 'button, .btn, summary, nav a, .card, input:not([type=hidden]), select, textarea';
      const found = [];
      // What is inert is a picture of a control: nobody can press it.
      for (const el of document.querySelectorAll(chief)) {
        if (!shown(el) || hiddenForEyes(el) || el.closest('[inert]')) continue;
        const { height } = area(el);
        if (height < least - 0.5) found.push(`${Math.round(height)}px ${name(el)}`);
      }
      for (const el of document.querySelectorAll('a[href]')) {
        if (!shown(el) || hiddenForEyes(el) || inSentence(el)) continue;
        const { height, width } = area(el);
        if (height < floor - 0.5 || width < floor - 0.5) found.push(`${Math.round(width)}×${Math.round(height)}px ${name(el)}`);
      }
      return found;
    },
    lines: () => {
      const found = [];
      for (const p of document.querySelectorAll('main p')) {
        if (!shown(p) || hiddenForEyes(p)) continue;
        const style = getComputedStyle(p);
        const size = parseFloat(style.fontSize);
        const line = style.lineHeight === 'normal' ? size * 1.2 : parseFloat(style.lineHeight);
        if (line / size < 1.3 - 0.001) found.push(`line ${(line / size).toFixed(2)} ${name(p)}`);
        const before = p.previousElementSibling;
        if (before && before.tagName === 'P' && shown(before) && !hiddenForEyes(before)) {
          const gap = p.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
          if (gap >= 0 && gap < 1.3 * line - 1) found.push(`gap ${Math.round(gap)}px under ${Math.round(1.3 * line)}px ${name(p)}`);
        }
      }
      return found;
    },
    bans: () => [
      ...[...document.querySelectorAll('dialog[open], [role=dialog]:not([hidden])')].map((el) => 'dialog ' + name(el)),
      ...[...document.querySelectorAll('[autoplay]')].map((el) => 'autoplay ' + name(el)),
      ...[...document.querySelectorAll('[class~=ad], [id=ad], [class*=广告]')].map((el) => 'advert ' + name(el)),
      ...[...document.querySelectorAll('a[target=_blank]')].filter((el) => !/新窗口|新页面|新标签/.test(el.textContent + (el.getAttribute('aria-label') || ''))).map((el) => 'new window without words ' + name(el)),
    ],
    headings: () => {
      const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(shown).map((el) => [Number(el.tagName[1]), el.innerText.trim().slice(0, 20)]);
      const found = [];
      const ones = levels.filter(([level]) => level === 1).length;
      if (ones !== 1) found.push(`${ones} h1`);
      levels.forEach(([level, words], i) => { if (i && level > levels[i - 1][0] + 1) found.push(`h${levels[i - 1][0]} → h${level} ${words}`); });
      return found;
    },
    lights: () => [
      ...[...document.querySelectorAll('.light')].filter((el) => !el.innerText.trim()).map(() => 'light without words'),
      ...[...document.querySelectorAll('svg[role=img]')].filter((el) => !el.getAttribute('aria-label')).map(() => 'chart without aria-label'),
      ...[...document.querySelectorAll('figure.chart')].filter((el) => !el.querySelector('table')).map(() => 'chart without its table'),
    ],
    help: () => [...document.querySelectorAll('footer .help a')].map((a) => a.textContent.trim() + ' ' + a.getAttribute('href')).join(' | '),
    hotkeys: () => {
      const forbidden = /^(F1|F5|F6|F11|F12|Control\+[NWTR]|Alt\+F4|.)$/;
      const found = [];
      const seen = {};
      for (const el of document.querySelectorAll('[data-hotkey]')) {
        if (!shown(el)) continue;
        const key = el.dataset.hotkey;
        if (seen[key]) found.push(`${key} twice: ${seen[key]} and ${name(el)}`);
        seen[key] = name(el);
        if (forbidden.test(key)) found.push(`${key} is the browser's or a bare character`);
        if (el.getAttribute('aria-keyshortcuts') !== key) found.push(`${key} without aria-keyshortcuts: ${name(el)}`);
        const words = [el, ...(el.labels || [])].map((one) => one.innerText || '').join(' ');
        if (!words.includes(key)) found.push(`${key} not printed on ${name(el)}`);
        if (!/^(A|BUTTON|INPUT|SELECT|TEXTAREA)$/.test(el.tagName)) found.push(`${key} not on a real control: ${name(el)}`);
      }
      return found;
    },
    // One stop of the keyboard walk.
    stop: () => {
      const el = document.activeElement;
      if (!el || el === document.body) return null;
      const style = getComputedStyle(el);
      const box = el.getBoundingClientRect();
      const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
      const seen = points.some(([x, y]) => {
        const at = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return at && (at === el || el.contains(at) || at.contains(el));
      });
      const all = [...document.querySelectorAll('*')];
      return {
        name: name(el), place: all.indexOf(el),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: seen || box.width <= 1,
      };
    },
    // The keyboard walk: where the focus rests is noted at the next Tab. Gives about how
    // many stops there are.
    walk: () => {
      const measures = window.__measure;
      measures.stops = [];
      if (!measures.walking) {
        measures.walking = true;
        addEventListener('keydown', (event) => { if (event.key === 'Tab') measures.stops.push(measures.stop()); }, { capture: true });
      }
      const groups = new Set();
      return [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex]')].filter((el) => {
        if (el.disabled || el.tabIndex < 0 || !shown(el)) return false;
        if (el.type !== 'radio') return true;
        const known = groups.has(el.name);
        groups.add(el.name);
        return !known;
      }).length;
    },
    // The first note was made before the first step.
    walked: () => [...window.__measure.stops.slice(1), window.__measure.stop()],
    // WCAG 1.4.12; a constructed sheet is not held back by the content policy.
    spread: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
      document.adoptedStyleSheets = [sheet];
    },
    clipped: () => [...document.querySelectorAll('body *')].filter((el) => {
      if (!shown(el) || hiddenForEyes(el) || /^(SELECT|INPUT|TEXTAREA|svg|PROGRESS)$/.test(el.tagName) || el.closest('svg') || el.clientWidth <= 1) return false;
      const style = getComputedStyle(el);
      const cut = (way) => style['overflow' + way] === 'hidden' || style['overflow' + way] === 'clip';
      return (cut('X') && el.scrollWidth > el.clientWidth + 1) || (cut('Y') && el.scrollHeight > el.clientHeight + 1);
    }).map(name),
    borders: () => [...document.querySelectorAll('.btn, .input, .tag, .chip')].filter((el) => {
      if (!shown(el) || hiddenForEyes(el) || el.closest('[inert]')) return false;
      const style = getComputedStyle(el);
      return style.borderStyle === 'none' || parseFloat(style.borderTopWidth) < 1;
    }).map(name),
    moving: () => document.getAnimations().filter((one) => one.playState === 'running').length,
    pasteRefused: () => [...document.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), textarea')].filter((el) => !el.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }))).map(name),
  };
})();
