// Runs before the page is drawn, so that the parts that need scripts show only where there are some.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}
