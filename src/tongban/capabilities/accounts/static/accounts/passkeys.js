// Passkeys: the form asks the server what to sign, the device signs, the form is sent. Without
// this script, or in a browser that cannot, the form stays hidden and a password does.
(function () {
  'use strict';
  var keys = window.PublicKeyCredential;
  if (!keys || !keys.parseRequestOptionsFromJSON || !navigator.credentials) { return; }

  function sign(purpose, asked) {
    if (purpose === 'add') {
      return navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(asked) });
    }
    return navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(asked) });
  }

  document.querySelectorAll('form[data-passkey]').forEach(function (form) {
    var purpose = form.dataset.passkey;
    var trouble = form.querySelector('[data-passkey-trouble]');
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      trouble.hidden = true;
      var told = new URLSearchParams({
        purpose: purpose, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value
      });
      fetch('/passkeys', { method: 'POST', body: told }).then(function (answer) {
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(function (asked) {
        return sign(purpose, asked);
      }).then(function (made) {
        form.elements.credential.value = JSON.stringify(made.toJSON());
        form.submit();
      }).catch(function () { trouble.hidden = false; });
    });
  });
})();
