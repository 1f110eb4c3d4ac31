// Only what the pages use. Each makes a page that already works more pleasant; none is needed.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend'

// A radio may not say aria-expanded (ARIA 1.2), and GOV.UK's says it: what it opens comes next on
// the page, so nothing is lost without it.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

const parts = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
]

for (const part of parts) {
  createAll(part)
}
