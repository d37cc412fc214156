// What staff pages gain: hot keys, the pinyin combobox, digits for situations, focus flow.
(function () {
  'use strict';
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var composing = function (e) { return e.isComposing || e.keyCode === 229; };
  var isTyping = function (el) {
    return el && (el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) ||
      (el.tagName === 'INPUT' && !/^(radio|checkbox|button|submit|file)$/.test(el.type)));
  };
  var isShown = function (el) { return el.getClientRects().length > 0; };
  var fire = function (el) { el.dispatchEvent(new Event('change', { bubbles: true })); };

  // ---- hot keys: `F9`, `Alt+Q`, `Esc`, on real buttons and links
  function nameOf(e) {
    var key = e.key === 'Escape' ? 'Esc' : e.key.length === 1 ? e.key.toUpperCase() : e.key;
    return (e.ctrlKey ? 'Control+' : '') + (e.altKey ? 'Alt+' : '') + (e.shiftKey ? 'Shift+' : '') + key;
  }
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    if (e.defaultPrevented || e.repeat) { return; }
    var name = nameOf(e);
    var target = all('[data-hotkey]').filter(function (el) {
      return el.dataset.hotkey === name && isShown(el);
    })[0];
    if (!target) { return; }
    // The browser's own meaning (F10: menu) must not happen even if ours is switched off.
    e.preventDefault();
    if (target.disabled) { return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) { target.focus(); } else { target.click(); }
  });

  // ---- acts of this page that need no server
  var acts = {
    // F9: all materials that must be here are here; the next key is the primary one.
    'complete-materials': function () {
      all('[data-received][data-required]').forEach(function (box) {
        if (!box.checked) { box.checked = true; fire(box); }
      });
      var next = document.querySelector('[data-primary]') || document.querySelector('[data-hotkey="F10"]');
      if (next) { next.focus(); }
    },
    'print': function () { window.print(); }
  };
  document.addEventListener('click', function (e) {
    var button = e.target.closest && e.target.closest('[data-act],[data-phrase]');
    if (!button) { return; }
    if (button.dataset.act && acts[button.dataset.act]) { e.preventDefault(); acts[button.dataset.act](); }
    if (button.dataset.phrase) {
      var area = document.querySelector(button.dataset.phrase);
      area.value += (area.value && !/[。；！？\n]$/.test(area.value) ? '；' : '') + button.dataset.text;
      fire(area);
      area.focus();
    }
  });

  // ---- a field of a paper goes where the cursor stands, in the text written last
  var area = null;
  document.addEventListener('focusin', function (e) {
    if (e.target.tagName === 'TEXTAREA') { area = e.target; }
  });
  document.addEventListener('click', function (e) {
    var button = e.target.closest && e.target.closest('[data-insert]');
    if (!button) { return; }
    var form = document.querySelector(button.dataset.into);
    var into = area && form.contains(area) ? area : form.querySelector('textarea');
    into.setRangeText(button.dataset.insert, into.selectionStart, into.selectionEnd, 'end');
    fire(into);
    into.focus();
  });

  // ---- the one-time notice: a tick brings its usual reason, a written reason its tick
  var reason = null;
  var rowPart = function (el, selector) { return el.closest('li').querySelector(selector); };
  document.addEventListener('focusin', function (e) {
    if (e.target.matches && e.target.matches('[data-reason]')) { reason = e.target; }
  });
  document.addEventListener('change', function (e) {
    if (!e.target.matches('[data-mend]')) { return; }
    reason = rowPart(e.target, '[data-reason]');
    if (e.target.checked && !reason.value) { reason.value = reason.dataset.usual; }
  });
  document.addEventListener('input', function (e) {
    if (e.target.matches('[data-reason]') && e.target.value) { rowPart(e.target, '[data-mend]').checked = true; }
  });
  document.addEventListener('click', function (e) {
    var button = e.target.closest && e.target.closest('[data-reason-phrase]');
    if (!button || !reason) { return; }
    reason.value = button.dataset.reasonPhrase;
    rowPart(reason, '[data-mend]').checked = true;
    reason.focus();
    fire(reason);
  });
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    // A notice goes out by its own key, never by Enter in a reason.
    if (e.key !== 'Enter' || !e.target.matches || !e.target.matches('[data-reason],[data-mend]')) { return; }
    e.preventDefault();
    document.querySelector('[data-hotkey="F10"]').focus();
  });

  // ---- the scanner: 22 digits, faster than fingers, then Enter
  var QUICK = 100, LENGTH = 22;
  var typed = '', last = 0;
  var find = document.querySelector('[data-find]');
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    var now = Date.now();
    if (now - last > QUICK) { typed = ''; }
    last = now;
    if (/^[0-9]$/.test(e.key)) { typed += e.key; return; }
    if (e.key === 'Enter' && typed.length === LENGTH && find) {
      e.preventDefault();
      e.stopPropagation();
      var url = find.action + '?number=' + typed;
      typed = '';
      // What was typed at the window must not go: the case opens beside it.
      var isFilling = document.querySelector('form[data-intake]');
      if (isFilling) { window.open(url, '_blank', 'noopener'); } else { location.assign(url); }
      return;
    }
    if (e.key !== 'Shift') { typed = ''; }
  }, true);

  // ---- digits choose among situations, only while the focus is inside (WCAG 2.1.4)
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    if (e.ctrlKey || e.altKey || e.metaKey || !/^[1-9]$/.test(e.key)) { return; }
    var group = e.target.closest && e.target.closest('[data-digits]');
    if (!group || isTyping(e.target)) { return; }
    var radio = all('input[type=radio]', group)[Number(e.key) - 1];
    if (!radio) { return; }
    e.preventDefault();
    radio.checked = true;
    radio.focus();
    fire(radio);
    var groups = all('[data-digits]');
    var next = groups[groups.indexOf(group) + 1];
    if (next) { focusFirst(next); }
  });
  function focusFirst(group) {
    var chosen = group.querySelector('input:checked') || group.querySelector('input');
    if (chosen) { chosen.focus(); }
  }

  // ---- arrows between the rows of a work list; Enter is the link's own
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') { return; }
    var table = e.target.closest && e.target.closest('[data-rows]');
    if (!table || isTyping(e.target)) { return; }
    var rows = all('[data-row]', table);
    var next = rows[rows.indexOf(e.target) + (e.key === 'ArrowDown' ? 1 : -1)];
    if (next) { e.preventDefault(); next.focus(); }
  });

  // ---- combobox: a select with pinyin, code and aliases, or a list asked of our server
  var serial = 0;
  function Combo(root) {
    var select = root.querySelector('select');
    var store = select || root.querySelector('input[type=hidden]');
    var input = select ? document.createElement('input') : root.querySelector('input:not([type=hidden])');
    var list = document.createElement('ul');
    var status = document.createElement('p');
    var id = 'combo-' + (++serial);
    var found = [];
    var at = -1;
    var timer = 0;
    var asked = 0;
    if (select) {
      input.className = 'input';
      input.id = select.id;
      ['aria-describedby', 'aria-invalid', 'aria-keyshortcuts', 'data-hotkey'].forEach(function (name) {
        if (select.hasAttribute(name)) { input.setAttribute(name, select.getAttribute(name)); select.removeAttribute(name); }
      });
      select.removeAttribute('id');
      select.hidden = true;
      if (select.value) { input.value = select.options[select.selectedIndex].text; }
      root.insertBefore(input, select);
    }
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', id);
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('spellcheck', 'false');
    list.id = id;
    list.className = 'combo-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', (root.parentNode.querySelector('label') || input).textContent || '');
    list.hidden = true;
    status.className = 'combo-status';
    status.setAttribute('role', 'status');
    root.appendChild(list);
    root.parentNode.appendChild(status);

    var options = select ? all('option', select).filter(function (o) { return o.value; }).map(function (o) {
      return { value: o.value, label: o.text, code: o.dataset.code, note: o.dataset.note,
        keys: (o.text + ' ' + o.dataset.code + ' ' + o.dataset.keys).toLowerCase() };
    }) : null;

    function close() {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
      status.textContent = '';
      at = -1;
    }
    function mark(next) {
      all('li', list).forEach(function (li, i) {
        li.setAttribute('aria-selected', String(i === next));
        if (i === next) { input.setAttribute('aria-activedescendant', li.id); li.scrollIntoView({ block: 'nearest' }); }
      });
      at = next;
    }
    function show(rows) {
      found = rows;
      list.textContent = '';
      rows.forEach(function (row, i) {
        var li = document.createElement('li');
        var words = document.createElement('span');
        var more = document.createElement('small');
        li.id = id + '-' + i;
        li.setAttribute('role', 'option');
        words.textContent = row.label;
        more.textContent = [row.note, row.code].filter(Boolean).join(' · ');
        li.appendChild(words);
        li.appendChild(more);
        li.addEventListener('mousedown', function (e) { e.preventDefault(); pick(i); });
        list.appendChild(li);
      });
      list.hidden = !rows.length;
      input.setAttribute('aria-expanded', String(rows.length > 0));
      status.textContent = rows.length ? root.dataset.some.replace('#', String(rows.length)) : root.dataset.none;
      if (rows.length) { mark(0); } else { at = -1; input.removeAttribute('aria-activedescendant'); }
    }
    function search() {
      var words = input.value.trim().toLowerCase();
      if (!words) { close(); return; }
      if (options) {
        var parts = words.split(/\s+/);
        var hits = options.filter(function (o) {
          return parts.every(function (part) { return o.keys.indexOf(part) >= 0; });
        });
        // A word that begins like the query stands before one that only contains it.
        var rank = function (o) { return (' ' + o.keys).indexOf(' ' + words) < 0 ? 1 : 0; };
        show(hits.sort(function (a, b) { return rank(a) - rank(b); }).slice(0, 12));
        return;
      }
      var mine = ++asked;
      var url = root.dataset.url + (root.dataset.url.indexOf('?') < 0 ? '?' : '&') + 'q=' + encodeURIComponent(words);
      fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
        .then(function (answer) { return answer.json(); })
        .then(function (data) { if (mine === asked) { show(data.options.slice(0, 12)); } }, function () { close(); });
    }
    function pick(i) {
      var row = found[i];
      input.value = row.label;
      store.value = row.value;
      close();
      fire(store);
      var form = root.closest('form');
      if ('submit' in root.dataset && form) { form.requestSubmit ? form.requestSubmit() : form.submit(); return; }
      var next = document.querySelector(root.dataset.next || '[data-digits]');
      if (next) { focusFirst(next); } else { goOn(input); }
    }
    input.addEventListener('input', function () {
      store.value = '';
      clearTimeout(timer);
      if (options) { search(); } else { timer = setTimeout(search, 120); }
    });
    input.addEventListener('keydown', function (e) {
      if (composing(e)) { return; }
      var open = !list.hidden;
      if (e.key === 'ArrowDown') { e.preventDefault(); if (open) { mark((at + 1) % found.length); } else { search(); } }
      else if (e.key === 'ArrowUp' && open) { e.preventDefault(); mark((at - 1 + found.length) % found.length); }
      else if (e.key === 'Enter') {
        // Enter with nothing picked must not submit a half-filled form.
        e.preventDefault();
        clearTimeout(timer);
        if (!open && !store.value && options) { search(); open = !list.hidden; }
        if (open && at >= 0) { pick(at); }
      }
      else if (e.key === 'Escape' && open) { e.preventDefault(); e.stopPropagation(); close(); }
    });
    input.addEventListener('blur', function () {
      setTimeout(close, 0);
      if (!store.value && select) { input.value = ''; }
    });
  }

  // ---- typing a long form: Enter goes on, F7 to the next gap, nothing typed is lost
  var entry = document.querySelector('form[data-entry]');
  var unkept = false;
  var isTick = function (el) { return /^(radio|checkbox)$/.test(el.type); };
  function controls() {
    // One stop for each group of radios or ticks: the chosen one, else its first.
    var seen = {}, list = [];
    all('input:not([type=hidden]),select,textarea,summary,[data-add]', entry).forEach(function (el) {
      if (!isShown(el) || el.disabled || (isTick(el) && seen[el.name])) { return; }
      if (isTick(el)) { seen[el.name] = true; el = entry.querySelector('[name="' + el.name + '"]:checked') || el; }
      list.push(el);
    });
    return list;
  }
  function stopOf(list, el) {
    var same = list.filter(function (one) { return one === el || (isTick(el) && one.name === el.name); });
    return list.indexOf(same[0]);
  }
  function isFilled(gap) {
    return all('input,select,textarea', gap).some(function (el) {
      return isTick(el) ? el.checked : el.value.trim();
    });
  }
  function toGap() {
    var open = all('[data-gap],.has-error', entry).filter(function (gap) { return !isFilled(gap) || gap.classList.contains('has-error'); });
    var after = open.filter(function (gap) {
      return !gap.contains(document.activeElement) &&
        (document.activeElement === document.body ||
          document.activeElement.compareDocumentPosition(gap) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    var next = after[0] && after[0].querySelector('input:not([type=hidden]),select,textarea,summary,[data-add]');
    if (next) { next.focus(); }
    return Boolean(next);
  }
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    var el = e.target;
    if (e.key !== 'Enter' || e.defaultPrevented || !entry || !entry.contains(el)) { return; }
    if (/^(BUTTON|A|SUMMARY)$/.test(el.tagName) || (el.tagName === 'TEXTAREA' && !e.ctrlKey)) { return; }
    // Enter must not send a half-filled page.
    e.preventDefault();
    goOn(el);
  });
  function goOn(el) {
    if (!entry || !entry.contains(el)) { return; }
    var list = controls();
    var next = list[stopOf(list, el) + 1];
    if (next) { next.focus(); }
  }
  function keeping() {
    if (!entry) { return; }
    entry.addEventListener('submit', function (e) {
      var button = e.submitter;
      if (button && button.value === 'gap' && toGap()) { e.preventDefault(); return; }
      unkept = false;
      if (document.activeElement && document.activeElement !== button) { remember(document.activeElement); }
    });
    // Several lines pasted where one name belongs are several rows.
    entry.addEventListener('paste', function (e) {
      var said = e.clipboardData ? e.clipboardData.getData('text/plain').replace(/\s+$/, '') : '';
      var list = e.target.tagName === 'INPUT' && !e.target.value && /^(\w+)-\d+-/.exec(e.target.name);
      var area = list && entry.querySelector('[name="' + list[1] + '-lines"]');
      if (!area || !/[\n\t]/.test(said)) { return; }
      e.preventDefault();
      area.value = said;
      entry.querySelector('[value="lines:' + list[1] + '"]').click();
    });
    if (!('keep' in entry.dataset)) { return; }
    var mark = function () { unkept = true; };
    entry.addEventListener('input', mark);
    entry.addEventListener('change', mark);
    document.body.addEventListener('htmx:afterRequest', function (e) {
      if (e.detail.successful && e.detail.elt.id === 'kept') { unkept = false; }
    });
    window.addEventListener('pagehide', function () {
      if (!unkept || !navigator.sendBeacon) { return; }
      var data = new FormData(entry);
      data.append('do', 'leave');
      navigator.sendBeacon(entry.action, data);
      unkept = false;
    });
  }
  // A key that saves comes back to where it was pressed.
  function remember(el) {
    try { sessionStorage.setItem('entry', el.name ? entry.action + ' ' + el.name : ''); } catch (none) { return; }
  }
  function comeBack() {
    var held = '';
    try { held = sessionStorage.getItem('entry') || ''; sessionStorage.removeItem('entry'); } catch (none) { return null; }
    var name = held.indexOf(entry.action + ' ') === 0 ? held.slice(entry.action.length + 1) : '';
    return name ? entry.querySelector('[name="' + name + '"]') : null;
  }
  // An address that names a control or a row of this page is where somebody wants to be.
  function pointedAt() {
    var held = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!held || !entry.contains(held)) { return null; }
    return held.matches('input,select,textarea,summary') ? held : held.querySelector('input:not([type=hidden]),select,textarea');
  }
  function firstStop() {
    if (!entry || document.querySelector('#errors')) { return null; }
    var gap = entry.querySelector('[data-gap] input:not([type=hidden]),[data-gap] select,[data-gap] textarea,[data-gap] summary,[data-gap] [data-add]');
    // A page opens at its head: only F7, which asks for the next gap, goes further down.
    var isNear = gap && ('toGap' in entry.dataset || gap.getBoundingClientRect().bottom <= window.innerHeight);
    return pointedAt() || entry.querySelector('[data-focus-first] input:not([type=hidden]),[data-focus-first] textarea') || comeBack() ||
      (isNear && gap) || controls()[0];
  }

  // ---- a folded tick list: found by its words, the chosen ones stay in sight
  function Picks(root) {
    var find = root.querySelector('[data-picks-find]');
    var ticks = all('input[type=checkbox]', root);
    var labelOf = function (tick) { return tick.closest('label'); };
    var tell = function () {
      var shown = root.querySelector('[data-picks-chosen]');
      var chosen = ticks.filter(function (tick) { return tick.checked; });
      shown.textContent = '';
      chosen.forEach(function (tick) {
        var chip = document.createElement('span');
        chip.className = 'tag tag-info';
        chip.textContent = labelOf(tick).textContent.trim();
        shown.appendChild(chip);
      });
      if (!chosen.length) { shown.textContent = root.dataset.none; }
    };
    find.closest('p').hidden = false;
    find.addEventListener('input', function (e) {
      // Words to find by are no answer: they are not kept.
      e.stopPropagation();
      var words = find.value.trim();
      ticks.forEach(function (tick) {
        labelOf(tick).hidden = Boolean(words) && labelOf(tick).textContent.indexOf(words) < 0;
      });
    });
    find.addEventListener('keydown', function (e) {
      if (composing(e)) { return; }
      if (e.key !== 'Enter') { return; }
      e.preventDefault();
      e.stopPropagation();
      var open = ticks.filter(function (tick) { return !labelOf(tick).hidden; });
      if (!find.value.trim() || open.length !== 1) { if (open.length) { open[0].focus(); } return; }
      open[0].checked = !open[0].checked;
      fire(open[0]);
      find.value = '';
      ticks.forEach(function (tick) { labelOf(tick).hidden = false; });
    });
    root.addEventListener('change', tell);
    root.addEventListener('toggle', function () { if (root.open) { find.focus(); } });
  }

  // ---- start, and again after each swap
  function start(root) {
    all('[data-combobox]', root).forEach(function (el) {
      if (!el.dataset.ready) { el.dataset.ready = '1'; new Combo(el); }
    });
    all('[data-picks]', root).forEach(function (el) {
      if (!el.dataset.ready) { el.dataset.ready = '1'; new Picks(el); }
    });
    var wanted = root.querySelector('#errors, [data-told]') || (root === document && firstStop()) ||
      root.querySelector('[data-focus-first] input:not([type=hidden])') || root.querySelector('[data-focus]');
    if (wanted && (root !== document || !document.activeElement || document.activeElement === document.body)) { wanted.focus(); }
  }
  function begin() {
    keeping();
    start(document);
    document.body.addEventListener('htmx:afterSettle', function (e) { start(e.detail.elt || document); });
  }
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', begin); } else { begin(); }
})();
