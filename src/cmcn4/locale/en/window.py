"""The one-file program opened by a double click: what it asks and says in its window."""

TEXTS = {
    "window.title": "cmcn4: data against the targets of Viet Nam's National Strategy on the Fourth Industrial Revolution.",
    "window.which": "Drag an Excel file, a CSV file or a whole folder of data into this window (or type its path) and press Enter. Type {quit} to leave.",
    "window.no-file": "Not found: {path}. Check the name, or drag the file here from its folder.",
    "window.as-of": "As of which year? Type a year (2025: until 31/12/2025) or a day (30/6/2025). [Enter = today]",
    "window.no-day": "Not understood: {error}.",
    "window.checking": "Checking…",
    "window.refused": "The data are not accepted. The page names each error, its cell and what to do; mend the file you sent in, save it and check again.",
    "window.elsewhere": "The folder of the data cannot be written to, so the results are in {folder}.",
    "window.page": "Report: {path}",
    "window.open-it": "The page could not be opened from here: open this file in a browser.",
    "window.nothing": "Nothing was checked and no report written; the line above says why. If the file is open in Excel, save and close it there, then check again.",
    "window.close": "Press Enter to close this window.",
}
