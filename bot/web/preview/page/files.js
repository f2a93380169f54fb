// Files that are dropped on the page or chosen from a dialog.

const encoded = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(",")[1] ?? "");
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

// Give each file that is dropped on `area`, or chosen with `input`, to `send` by its name and its content in base64.
export function takeFiles(area, input, send) {
  const each = async (files) => {
    for (const file of files) await send(file.name, await encoded(file));
  };
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  area.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    area.classList.add("dropping");
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) area.classList.remove("dropping");
  });
  area.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    area.classList.remove("dropping");
    each([...event.dataTransfer.files]);
  });
  input.addEventListener("change", async () => {
    await each([...input.files]);
    input.value = "";
  });
}
