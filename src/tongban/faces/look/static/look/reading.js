// Reads a page aloud with the browser's own voice; nothing leaves the machine.
(function () {
  'use strict';
  var voice = window.speechSynthesis;
  var bar, left = 0;

  // What a person sees of the main text, line by line: a voice takes only so much at once.
  var lines = function (text) {
    return text.split('\n').map(function (line) { return line.trim(); }).filter(Boolean);
  };

  var show = function (isReading) {
    bar.querySelector('[data-read-act=stop]').hidden = !isReading;
    bar.querySelector('[data-read-act=all]').hidden = isReading;
    bar.toggleAttribute('data-reading', isReading);
  };

  var stop = function () { left = 0; voice.cancel(); show(false); };

  var read = function (text) {
    stop();
    var parts = lines(text);
    left = parts.length;
    parts.forEach(function (part) {
      var words = new window.SpeechSynthesisUtterance(part);
      words.lang = 'zh-CN';
      words.onend = words.onerror = function () { left -= 1; if (left <= 0) { show(false); } };
      voice.speak(words);
    });
    show(left > 0);
  };

  // From the first heading, line or answer that is still on the screen.
  var fromHere = function (main) {
    var range = document.createRange(), chosen = getSelection(), blocks, i, text;
    blocks = main.querySelectorAll('h1,h2,h3,p,li,dt,dd,td,th,label,legend,summary');
    for (i = 0; i < blocks.length; i += 1) {
      if (blocks[i].getClientRects().length && blocks[i].getBoundingClientRect().top >= 0) { break; }
    }
    range.selectNodeContents(main);
    if (blocks[i]) { range.setStartBefore(blocks[i]); }
    chosen.removeAllRanges();
    chosen.addRange(range);
    text = chosen.toString();
    chosen.removeAllRanges();
    return text;
  };

  function start() {
    bar = document.querySelector('[data-read]');
    if (!bar || !voice || !window.SpeechSynthesisUtterance) { return; }
    bar.hidden = false;
    bar.addEventListener('click', function (e) {
      var button = e.target.closest('[data-read-act]');
      var main = document.getElementById('main');
      if (!button) { return; }
      if (button.dataset.readAct === 'stop') { stop(); return; }
      read(button.dataset.readAct === 'all' ? main.innerText : fromHere(main));
    });
    window.addEventListener('pagehide', stop);
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else { start(); }
})();
