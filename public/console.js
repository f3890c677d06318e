// The HR console works without this file. It adds: a warning before the session ends, focus on what a press came to, and
// a guard against pressing a button twice.
(() => {
  'use strict';
  const SOON = 120000, SPOKEN = 20000;
  const find = (selector) => document.querySelector(selector);

  // What a press came to is read first.
  const told = find('.nhsuk-error-summary') || find('.nhsuk-notification-banner--success');
  if (told) told.focus();
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.nhsuk-error-summary a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  });

  // A form is sent once. Coming back to the page makes its buttons work again.
  const sent = new Set();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || form.closest('dialog')) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.querySelectorAll('button').forEach((button) => button.setAttribute('aria-disabled', 'true'));
  });
  addEventListener('pageshow', () => {
    sent.forEach((form) => form.querySelectorAll('button').forEach((button) => button.removeAttribute('aria-disabled')));
    sent.clear();
  });

  const dialog = find('#session-warning');
  if (!dialog) return;
  const left = find('#session-left'), spoken = find('#session-spoken');
  const tabs = new BroadcastChannel('officer-session');
  let ends, said, asking = false;
  const fill = (words, name, value) => words.replace('{' + name + '}', value);

  const heard = (at) => {
    ends = at;
    said = undefined;
    spoken.textContent = '';
    if (dialog.open && ends - Date.now() > SOON) dialog.close();
  };
  const known = (endsIn) => {
    heard(Date.now() + endsIn);
    tabs.postMessage(ends);
  };
  const leave = () => {
    location.href = '/hr/log-in?then=' + encodeURIComponent(location.pathname + location.search);
  };
  const stay = async () => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch('/hr/stay', {
        method: 'POST', redirect: 'manual', headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10000),
      });
      // Sent to the log in page: the session was ended elsewhere.
      if (answer.type === 'opaqueredirect') return leave();
      if (answer.ok) known((await answer.json()).ends_in);
    } catch {
      // The service cannot be reached: the person can try again until the time is up.
    }
    asking = false;
  };
  const look = () => {
    const time = ends - Date.now();
    if (time <= 0) return leave();
    if (time > SOON) return;
    const seconds = Math.ceil(time / 1000);
    left.textContent = fill(dialog.dataset.left, 'time', Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0'));
    const step = Math.ceil(time / SPOKEN);
    if (step !== said) {
      said = step;
      spoken.textContent = fill(dialog.dataset.spoken, 'seconds', seconds);
    }
    if (!dialog.open) dialog.showModal();
  };

  tabs.addEventListener('message', (event) => heard(event.data));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    stay();
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    stay();
  });
  document.addEventListener('visibilitychange', look);
  known(Number(dialog.dataset.endsIn));
  setInterval(look, 1000);
})();
