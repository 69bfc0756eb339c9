// Everything here is a help: each page works without it.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { watchForms } from "./connection.mjs";
import { lookAgain } from "./looking.mjs";
import { closeMenus } from "./menus.mjs";
import { preparePrintButtons, unfoldOnPaper } from "./printing.mjs";
import { sendByEnter } from "./talk.mjs";
import { watchFiles } from "./uploading.mjs";

// aria-expanded is no property of a radio button (WAI-ARIA 1.2), though govuk-frontend sets it; what opens follows in reading order.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
];

function prepare(scope = document) {
  // govuk-frontend asks for these classes; its own inline script is not allowed by our content security policy.
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const component of COMPONENTS) createAll(component, undefined, scope);
  preparePrintButtons(scope);
}

prepare();
watchForms(prepare);
watchFiles();
closeMenus();
lookAgain();
sendByEnter();
unfoldOnPaper();
