// What citizens' pages gain with a script; everything works without it.
(function () {
  'use strict';
  var all = function (selector, act, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), act);
  };

  // While an input method composes, keys are its own.
  var composing = function (e) { return e.isComposing || e.keyCode === 229; };

  // ---- copy a number
  function copying(root) {
    if (!navigator.clipboard) { return; }
    all('button[data-copy]', function (button) {
      var words = button.querySelector('span') || button;
      button.hidden = false;
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(button.dataset.copy).then(function () {
          words.textContent = button.dataset.copied;
        });
      });
    }, root);
  }

  // ---- what may be meant, under the search box while one types
  function suggesting(root) {
    all('form[data-suggest]', function (form) {
      var box = form.querySelector('input[type=search]');
      var list = document.createElement('ul');
      var wait, asked = '';
      list.className = 'suggest';
      list.hidden = true;
      list.setAttribute('aria-label', form.dataset.suggestWords);
      form.appendChild(list);
      var show = function (items) {
        list.textContent = '';
        items.forEach(function (item) {
          var link = document.createElement('a');
          var why = document.createElement('span');
          link.href = item.href;
          link.textContent = item.label;
          why.textContent = item.why;
          link.appendChild(why);
          list.appendChild(document.createElement('li')).appendChild(link);
        });
        list.hidden = !items.length;
      };
      box.addEventListener('input', function () {
        clearTimeout(wait);
        wait = setTimeout(function () {
          var words = asked = box.value.trim();
          if (!words) { show([]); return; }
          fetch(form.dataset.suggest + '?q=' + encodeURIComponent(words))
            .then(function (answer) { return answer.ok ? answer.json() : { items: [] }; })
            .then(function (found) { if (words === asked) { show(found.items); } }, function () { show([]); });
        }, 180);
      });
      form.addEventListener('keydown', function (e) {
        if (composing(e)) { return; }
        var links = Array.prototype.slice.call(list.querySelectorAll('a'));
        var at = links.indexOf(document.activeElement);
        var step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
        if (e.key === 'Escape') { show([]); box.focus(); }
        if (!step || list.hidden) { return; }
        e.preventDefault();
        (links[at + step] || box).focus();
      });
    }, root);
  }

  // ---- how many characters are left
  function counting(root) {
    all('textarea[data-counter]', function (area) {
      var note = document.createElement('p');
      var tell = function () {
        note.textContent = area.dataset.counter.replace('#', String(area.maxLength - area.value.length));
      };
      note.className = 'counter';
      area.insertAdjacentElement('afterend', note);
      area.addEventListener('input', tell);
      tell();
    }, root);
  }

  // ---- the server's page in place of this one, when it says what to mend
  function showPage(html, url) {
    var page = new DOMParser().parseFromString(html, 'text/html');
    var next = page.getElementById('main');
    if (!next) { return false; }
    document.title = page.title;
    document.getElementById('main').replaceWith(next);
    if (url) { history.replaceState(null, '', url); }
    start(next);
    return true;
  }

  // ---- upload with progress
  function uploading(root) {
    all('form[data-upload]', function (form) {
      var file = form.querySelector('input[type=file]');
      var button = form.querySelector('button:not([type=button])');
      var line = form.querySelector('.up-progress');
      var camera = form.querySelector('[data-camera]');
      // Only a touch device has a camera that answers to `capture`.
      if (camera && matchMedia('(pointer: coarse)').matches) {
        camera.hidden = false;
        camera.addEventListener('click', function () {
          file.setAttribute('capture', 'environment');
          file.click();
          file.removeAttribute('capture');
        });
      }
      form.addEventListener('submit', function (e) {
        if (!file.files.length || !window.FormData) { return; }
        e.preventDefault();
        var request = new XMLHttpRequest();
        var bar = document.createElement('progress');
        var words = document.createElement('span');
        bar.className = 'up-bar';
        bar.max = 100;
        bar.setAttribute('aria-label', form.dataset.busy.split('，')[0]);
        line.textContent = '';
        line.appendChild(bar);
        line.appendChild(words);
        line.hidden = false;
        button.disabled = true;
        var failed = function () {
          button.disabled = false;
          line.textContent = form.dataset.failed;
        };
        request.upload.onprogress = function (p) {
          if (!p.lengthComputable) { return; }
          bar.value = Math.round(p.loaded / p.total * 100);
          words.textContent = form.dataset.busy.replace('#', String(bar.value));
        };
        request.onerror = failed;
        request.onload = function () {
          if (request.status >= 500) { failed(); return; }
          if (!showPage(request.responseText, request.responseURL)) { location.reload(); }
        };
        request.open('POST', form.action);
        request.send(new FormData(form));
      });
    }, root);
  }

  // ---- a field that only some answers call for; without a script all of them stand there
  function asking(root) {
    all('[data-when]', function (field) {
      var form = field.closest('form');
      var tell = function () {
        var given = new FormData(form).getAll(field.dataset.when);
        field.hidden = given.indexOf(field.dataset.equals) < 0;
      };
      form.addEventListener('change', tell);
      tell();
    }, root);
  }

  // ---- draft kept while typing
  function saving(root) {
    all('form[data-autosave]', function (form) {
      var note = document.querySelector('[data-autosave-note]');
      var timer = 0;
      var save = function () {
        var data = new FormData(form);
        var token = form.querySelector('[name=csrfmiddlewaretoken]');
        fetch(form.dataset.autosave, {
          method: 'POST', body: data, credentials: 'same-origin',
          headers: { 'X-CSRFToken': token ? token.value : '', 'X-Autosave': '1' }
        }).then(function (answer) {
          if (!note) { return; }
          var now = new Date();
          var time = ('0' + now.getHours()).slice(-2) + ':' + ('0' + now.getMinutes()).slice(-2);
          note.textContent = answer.ok ? note.dataset.saved.replace('#', time) : note.dataset.failed;
        }, function () { if (note) { note.textContent = note.dataset.failed; } });
      };
      form.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(save, 1500); });
      form.addEventListener('submit', function () { clearTimeout(timer); });
    }, root);
  }

  function start(root) {
    copying(root); suggesting(root); counting(root); asking(root); uploading(root); saving(root);
    var box = (root || document).querySelector('#errors');
    if (box) { box.focus(); }
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', function () { start(); });
  } else { start(); }
})();
