// Files in a form: how far they are, and a word before one is sent that is too large anyway.
//
// A file on a slow line takes minutes, so silence is counted from the last byte that went, not from the first; a browser
// says how far an upload is only to XMLHttpRequest.

export function hasFiles(data) {
  return [...data.values()].some((value) => value instanceof File && value.size > 0);
}

// As fetch would answer: status, header(name), text.
export function post(form, url, data, headers, patience) {
  const bar = progress(form);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), patience);
    };
    const end = (settle, value) => {
      clearTimeout(silence);
      bar.remove();
      settle(value);
    };
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      heard();
      if (event.lengthComputable) bar.show(event.loaded / event.total);
    });
    request.addEventListener("progress", heard);
    request.addEventListener("load", () =>
      end(resolve, {
        status: request.status,
        header: (name) => request.getResponseHeader(name),
        url: request.responseURL,
        text: request.responseText,
      }),
    );
    for (const name of ["error", "abort"]) request.addEventListener(name, () => end(reject, new Error(name)));
    heard();
    request.send(data);
  });
}

function progress(form) {
  const line = document.createElement("div");
  const words = document.createElement("p");
  const bar = document.createElement("progress");
  line.className = "eh-upload";
  words.id = "upload-progress";
  words.textContent = "Sending your file…";
  bar.className = "eh-upload__bar";
  bar.max = 1;
  bar.setAttribute("aria-labelledby", words.id);
  line.append(words, bar);
  (form.querySelector("input[type=file]")?.closest(".govuk-form-group") ?? form).append(line);
  return {
    show: (part) => {
      bar.value = part;
      if (part === 1) words.textContent = "We look through your file…";
    },
    remove: () => line.remove(),
  };
}

// One that is too large is taken out of the box again, with the reason above it; nothing else of the form is touched.
export function watchFiles() {
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "file" || !box.dataset.largest) return;
    const id = `${box.id}-size`;
    document.getElementById(id)?.remove();
    describe(box, id, false);
    if (![...box.files].some((file) => file.size > Number(box.dataset.largest))) return;
    const message = document.createElement("p");
    const hidden = document.createElement("span");
    message.id = id;
    message.className = "govuk-error-message";
    message.setAttribute("role", "alert");
    hidden.className = "govuk-visually-hidden";
    hidden.textContent = "Error: ";
    message.append(hidden, box.dataset.tooLarge);
    box.before(message);
    box.value = "";
    describe(box, id, true);
  });
}

function describe(box, id, add) {
  const ids = (box.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (add) ids.push(id);
  ids.length ? box.setAttribute("aria-describedby", ids.join(" ")) : box.removeAttribute("aria-describedby");
}
