// Inside another app: its web view gives pages `TongbanContainer` (docs/container.md). What a
// page asks it, it asks with a number of our server's; what came of it our server is told by
// the app's server, signed, and the page asks ours. Without the bridge links and boxes do.
(function () {
  'use strict';
  var app = window.TongbanContainer;
  if (!app || typeof app.postMessage !== 'function') { return; }
  // In the app's web view the ticket is the app's own: nobody has to be asked.
  var entrance = document.getElementById('inside-enter');
  if (entrance) { entrance.submit(); return; }
  var form = document.getElementById('bridge');
  if (!form) { return; }
  var VERSION = 1;
  var POLLS = 100, PAUSE = 3000;
  var waiting = {};

  var say = function (id, act, more) {
    var message = { version: VERSION, id: id, act: act };
    Object.keys(more || {}).forEach(function (name) { message[name] = more[name]; });
    app.postMessage(JSON.stringify(message));
  };

  // ---- what is said beside the button, to those who cannot see it as well
  var note = function (at, words) {
    var line = at.querySelector('.bridge-note');
    if (!line) {
      line = document.createElement('p');
      line.className = 'bridge-note muted';
      line.setAttribute('role', 'status');
      at.appendChild(line);
    }
    line.textContent = words;
  };

  // ---- ask our server for a number, the app for the act, and our server how it came out
  function ask(act, more, done, failed) {
    var body = new FormData(form);
    body.append('act', act);
    fetch(form.action, { method: 'POST', body: body, credentials: 'same-origin' })
      .then(function (answer) { if (!answer.ok) { throw answer; } return answer.json(); })
      .then(function (made) {
        waiting[made.id] = { done: done, failed: failed, polls: 0 };
        say(made.id, act, more);
        setTimeout(function () { look(made.id); }, PAUSE);
      })
      .catch(failed);
  }

  function look(id) {
    var asked = waiting[id];
    if (!asked) { return; }
    asked.polls += 1;
    fetch(form.action + '/' + id, { credentials: 'same-origin' })
      .then(function (answer) { if (!answer.ok) { throw answer; } return answer.json(); })
      .then(function (told) {
        if (!waiting[id]) { return; }
        if (told.state === 'waiting' && asked.polls < POLLS) {
          clearTimeout(asked.timer);
          asked.timer = setTimeout(function () { look(id); }, PAUSE);
          return;
        }
        delete waiting[id];
        if (told.state === 'done') { asked.done(told); } else { asked.failed(); }
      })
      .catch(function () { delete waiting[id]; asked.failed(); });
  }

  // The app only says that there is something to look at.
  window.addEventListener('tongban:answered', function (e) {
    if (e.detail && waiting[e.detail.id]) { look(e.detail.id); }
  });

  // ---- back to the app
  Array.prototype.forEach.call(document.querySelectorAll('[data-bridge=close]'), function (link) {
    link.addEventListener('click', function (e) {
      e.preventDefault();
      say('close-' + Date.now(), 'close');
    });
  });

  // ---- a face check: the app opens the provider's page, our server asks the provider
  Array.prototype.forEach.call(document.querySelectorAll('[data-bridge=face_check]'), function (box) {
    var link = box.querySelector('a[href]');
    link.addEventListener('click', function (e) {
      e.preventDefault();
      note(box, form.dataset.busy);
      ask('face_check', { page: link.href }, function () {
        location.assign(box.dataset.done);
      }, function () { note(box, form.dataset.failed); });
    });
  });

  // ---- paying: a reference, and nothing that counts
  Array.prototype.forEach.call(document.querySelectorAll('[data-bridge=pay]'), function (box) {
    box.hidden = false;
    box.querySelector('button').addEventListener('click', function () {
      note(box, form.dataset.busy);
      ask('pay', {}, function (told) {
        note(box, form.dataset.pay.replace('#', told.reference));
      }, function () { note(box, form.dataset.failed); });
    });
  });

  // ---- scanning: one button that stands beside the box that one is in
  var button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-3';
  button.textContent = form.dataset.scan;
  document.addEventListener('focusin', function (e) {
    var box = e.target;
    if (box.matches && box.matches('main form input[type=text]')) {
      button.box = box;
      box.insertAdjacentElement('afterend', button);
    }
  });
  button.addEventListener('click', function () {
    var box = button.box, field = box.closest('.field') || box.parentNode;
    var label = box.labels && box.labels[0];
    note(field, form.dataset.busy);
    ask('scan', { label: label ? label.textContent.trim() : '' }, function (told) {
      note(field, '');
      box.value = told.text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new Event('change', { bubbles: true }));
      box.focus();
    }, function () { note(field, form.dataset.failed); });
  });
}());
