// What the intake page gains: Enter and digits lead from gap to gap, materials follow the
// situations.
(function () {
  'use strict';
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var composing = function (e) { return e.isComposing || e.keyCode === 229; };
  var isShown = function (el) { return el.getClientRects().length > 0; };
  var form = document.querySelector('form[data-intake]');
  if (!form) { return; }

  // ---- materials and questions that only some answers call for
  function answers(name) {
    return all('[name="' + name + '"]', form).filter(function (el) {
      return el.type !== 'radio' && el.type !== 'checkbox' || el.checked;
    }).map(function (el) { return el.value; });
  }
  function setShown(el, shown) {
    el.hidden = !shown;
    all('input, select, textarea', el).forEach(function (one) { one.disabled = !shown; });
  }
  function follow() {
    all('[data-asked]', form).forEach(function (el) {
      setShown(el, JSON.parse(el.dataset.asked).every(function (when) {
        var given = answers('situation-' + when[0])[0] || 'unsure';
        return when[1].indexOf(given) >= 0;
      }));
    });
    all('[data-when]', form).forEach(function (el) {
      setShown(el, answers(el.dataset.when).indexOf(el.dataset.equals) >= 0);
    });
  }
  form.addEventListener('change', follow);
  follow();

  // ---- the first thing still to be filled
  function isLookup(el) { return /(^firm-uscc|-id_number)$/.test(el.name); }
  function isGap(el) {
    var field = el.closest('.field');
    return isShown(el) && !el.value.trim() && !el.disabled && field && !field.querySelector('.opt');
  }
  function gaps() {
    var texts = all('input[type=text], input[type=tel], input[type=email], textarea, select', form)
      .filter(function (el) { return el.getAttribute('role') !== 'combobox' && isGap(el); });
    var visitor = texts.filter(function (el) { return el.closest('#visitor'); });
    var item = form.querySelector('[role=combobox]');
    var store = form.querySelector('[name="desk-item"]');
    var groups = all('[data-digits]', form).filter(function (group) {
      return isShown(group) && !group.querySelector('input:checked') && !group.closest('[data-optional]');
    }).map(function (group) { return group.querySelector('input'); });
    return visitor.concat(store.value ? [] : [item], groups,
      texts.filter(function (el) { return visitor.indexOf(el) < 0; }));
  }
  function goOn(from) {
    var open = gaps();
    var at = open.indexOf(from);
    var next = at < 0 ? open[0] : open[at + 1] || open[0];
    var box = form.querySelector('[data-received][data-required]:not(:checked):not(:disabled)');
    next = next || box && document.querySelector('[data-act="complete-materials"]') ||
      document.querySelector('[data-hotkey="F10"]');
    if (next) { next.focus(); }
  }
  // After staff.js, which answers the digit and moves to the next group, answered or not.
  document.addEventListener('keydown', function (e) {
    if (composing(e)) { return; }
    var el = e.target;
    if (!form.contains(el)) { return; }
    if (/^[1-9]$/.test(e.key) && e.defaultPrevented && el.closest('[data-digits]')) { goOn(null); return; }
    if (e.key !== 'Enter' || e.defaultPrevented || el.tagName !== 'INPUT') { return; }
    if (isLookup(el) && el.value.trim() || el.type === 'submit' || el.type === 'file') { return; }
    e.preventDefault();
    goOn(el);
  });
  if (!document.getElementById('errors') && !document.querySelector('[data-focus]')) { goOn(null); }
})();
