// Helps where a script can: nothing here is needed to read the pages.
(() => {
	"use strict";
	const body = document.body;

	// The day on the reader's own clock, which the server cannot know.
	const localDay = () => {
		const d = new Date();
		const two = (n) => String(n).padStart(2, "0");
		return d.getFullYear() + "-" + two(d.getMonth() + 1) + "-" + two(d.getDate());
	};

	// Says to readers of screens what there is now.
	const status = document.createElement("p");
	status.className = "unseen";
	status.setAttribute("role", "status");
	body.append(status);
	const tell = () => {
		const text = document.querySelector("main .timeline .note, main h2");
		status.textContent = text ? text.textContent : "";
	};

	// Fetches a page and puts its main part and header in the place of this one's. It is parsed by
	// XMLHttpRequest, since no string may become a document here.
	let latest = 0;
	const load = (address, done, failed) => {
		const turn = ++latest;
		const request = new XMLHttpRequest();
		request.open("GET", address);
		request.responseType = "document";
		request.setRequestHeader("Accept", "text/html");
		body.classList.add("loading");
		request.onloadend = () => {
			if (turn !== latest) return;
			body.classList.remove("loading");
			const page = request.response;
			if (request.status !== 200 || !page || !page.getElementById("main")) {
				if (failed) failed();
				return;
			}
			const focused = document.activeElement && document.activeElement.id;
			const caret = focused && document.activeElement.selectionStart;
			const open = [...document.querySelectorAll("details")].map((d) => d.open);
			for (const part of ["header.site", "main", "footer"]) {
				const now = document.querySelector(part), then = page.querySelector(part);
				if (now && then) now.replaceWith(document.adoptNode(then));
			}
			document.title = page.title;
			if (page.body.dataset.today) body.dataset.today = page.body.dataset.today;
			else delete body.dataset.today;
			if (done) done();
			[...document.querySelectorAll("details")].forEach((d, i) => { if (i < open.length) d.open = open[i]; });
			const field = focused && document.getElementById(focused);
			if (field) {
				field.focus({ preventScroll: true });
				if (caret != null && field.setSelectionRange && field.type === "search") field.setSelectionRange(caret, caret);
			}
			enhance();
			tell();
		};
		request.send();
	};

	// Filters without a reload.
	const addressOf = (form) => {
		const fields = new URLSearchParams();
		for (const [name, value] of new FormData(form)) if (value) fields.append(name, value);
		const query = fields.toString().replace(/%2C/g, ",");
		return form.action.split("?")[0] + (query ? "?" + query : "");
	};
	let waiting;
	const narrow = (form) => {
		const address = addressOf(form);
		load(withToday(address), () => history.pushState(null, "", address), () => form.submit());
	};
	document.addEventListener("change", (event) => {
		const form = event.target.form;
		if (form && "live" in form.dataset && event.target.type !== "search") narrow(form);
	});
	document.addEventListener("input", (event) => {
		const form = event.target.form;
		if (!form || !("live" in form.dataset) || event.target.type !== "search") return;
		clearTimeout(waiting);
		waiting = setTimeout(() => narrow(form), 350);
	});
	document.addEventListener("submit", (event) => {
		if (!("live" in event.target.dataset)) return;
		event.preventDefault();
		clearTimeout(waiting);
		narrow(event.target);
	});
	addEventListener("popstate", () => load(withToday(location.href), null, () => location.reload()));

	// A choice of kinds or series closes when one goes on.
	const closeChoices = (except) => {
		for (const choices of document.querySelectorAll("details.choices[open]")) if (choices !== except) choices.open = false;
	};
	document.addEventListener("click", (event) => closeChoices(event.target.closest("details.choices")));
	document.addEventListener("focusin", (event) => closeChoices(event.target.closest("details.choices")));
	document.addEventListener("keydown", (event) => {
		const choices = event.key === "Escape" && event.target.closest("details.choices[open]");
		if (!choices) return;
		choices.open = false;
		choices.querySelector("summary").focus();
	});

	// Days left at the reader's midnight: the server is told which day it is here.
	const withToday = (address) => {
		const url = new URL(address, location.href);
		url.hash = "";
		if (body.dataset.serverDay !== localDay()) url.searchParams.set("today", localDay());
		return url.href;
	};
	const turn = () => {
		if (body.dataset.today && body.dataset.today !== localDay()) load(withToday(location.href));
	};
	const untilMidnight = () => {
		const d = new Date();
		return new Date(d.getFullYear(), d.getMonth(), d.getDate() + 1, 0, 0, 2) - d;
	};
	const atMidnight = () => setTimeout(() => { turn(); atMidnight(); }, untilMidnight());
	document.addEventListener("visibilitychange", () => { if (!document.hidden) turn(); });

	// What needs a script is shown where there is one.
	const enhance = () => {
		for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
		const scroll = document.querySelector(".scroll"), now = scroll && scroll.querySelector(".now");
		if (!now) return;
		const inner = scroll.getBoundingClientRect();
		scroll.scrollBy(now.getBoundingClientRect().left - inner.left - inner.width / 2, 0);
	};
	document.addEventListener("click", async (event) => {
		const button = event.target.closest("[data-copy]");
		if (!button) return;
		await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
		const text = button.textContent;
		button.textContent = button.dataset.done;
		setTimeout(() => { button.textContent = text; }, 2000);
	});

	body.dataset.serverDay = body.dataset.today || "";
	enhance();
	turn();
	atMidnight();
})();
