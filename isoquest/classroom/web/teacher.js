// The teacher's controls. An order names the stage that was shown, and holds for that alone.
"use strict";

const $ = (id) => document.getElementById(id);
const now = () => performance.now();
const SETTLING = 700; // milliseconds within which the same order is a double click
const line = { failures: 0 };
let key = "";
let screen = null; // the server's last message of that type
let it = {};
let until = 0; // when the time is up, by `now`
let shown = "";
let noted = -1; // the stage for which the note below was said
let last = { order: "", at: -SETTLING };
const nothing = () => {};
let refresh = nothing; // draws anew what is open in the dialog
let chosen = ""; // a seat

// A live region is read out at each change, so nothing is written twice.
function put(id, text) {
	if ($(id).textContent !== text) $(id).textContent = text;
	$(id).hidden = !text;
}

function stored(value) {
	try {
		if (value !== undefined) sessionStorage.isoquest = value;
		return sessionStorage.isoquest;
	} catch (error) {
		return ""; // Without storage a reload asks for the key.
	}
}

const send = (message) => line.socket.send(JSON.stringify(message));

function connect() {
	hangUp();
	const socket = new WebSocket(location.origin.replace("http", "ws") + "/teach");
	line.socket = socket;
	line.heard = now();
	socket.onopen = () => send({ do: "teach", key });
	socket.onclose = () => socket === line.socket && lost();
	socket.onmessage = (event) => {
		if (socket !== line.socket) return;
		line.heard = now();
		hear(JSON.parse(event.data));
	};
}

function hangUp() {
	const { socket, timer } = line;
	clearTimeout(timer);
	line.socket = line.live = null;
	if (socket) socket.close();
}

function lost() {
	hangUp();
	line.failures += 1;
	line.timer = setTimeout(connect, Math.min(3000, 300 * 2 ** line.failures) * (0.5 + Math.random() / 2));
	setTimeout(showLink, 700);
}

// A socket can be dead without a word: it is asked after five quiet seconds, given up after nine.
function beat() {
	const silent = now() - line.heard;
	if (line.socket && silent > 9000) lost();
	else if (line.live && silent > 5000) send({ do: "ping" });
}

function hear(message) {
	if (message.type === "refused") askKey(message.why);
	else if (message.type === "ack" && !message.ok) tell(message.why);
	else if (message.type === "screen") {
		line.live = true;
		line.failures = 0;
		screen = message;
		it = screen[screen.kind];
		until = now() + screen.left;
		stored(key);
		render();
	}
}

function askKey(why) {
	hangUp();
	$("box").close();
	screen = null;
	shown = key = "";
	stored("");
	["trouble", "aside", "clock", "done", "door", "link", "line", "bar"].forEach((id) => ($(id).hidden = true));
	const box = make("input", { id: "key", autocomplete: "off", autocapitalize: "off" });
	const onsubmit = (event) => {
		event.preventDefault();
		key = box.value.split("#").pop().trim();
		if (key) connect();
	};
	const told = "The teacher's key, behind the # of the printed address";
	const label = make("label", { for: "key" }, told);
	const error = make("p.error", { role: "alert" }, why);
	fill($("slide"), make("form", { onsubmit }, h1("Lead the lesson"), label, box, error, make("button.go", "Open")));
	box.focus();
}

function tell(text) {
	noted = screen.stage;
	put("line", text);
}

const may = (order) => screen.orders.includes(order);

function order(name, more) {
	const again = JSON.stringify([name, more]);
	if (!line.live) return tell("Not connected: nothing was done.");
	if (last.order === again && now() - last.at < SETTLING) return null;
	last = { order: again, at: now() };
	tell("");
	return send({ do: "order", order: name, stage: screen.stage, value: "", amount: 0, ...more });
}

// For any stage.
const anyTime = (name, more) => order(name, { stage: null, ...more });
const toggle = (name, on) => anyTime(name, { value: on ? "off" : "on" });
const undoing = () => ["unreveal", "reopen", !it.what_if && "back"].find(may);
const open = () => screen.phase !== "ended";
const next = () => (screen.phase === "debrief" && !it.what_if ? showEnd() : order("next"));
const folded = () => document.body.classList.contains("folded");
const simple = (letter, name, words) => [letter, () => words, () => may(name), () => order(name)];

// Each: its key, its words, whether it means something now, what it does.
const controls = [
	["Space", () => "Next", () => may("next"), next],
	["z", () => "Undo", undoing, () => order(undoing())],
	simple("v", "revote", "Vote again"),
	["b", () => "Back to what was", () => it.what_if && may("back"), () => order("back")],
	simple("c", "close", "Close"),
	simple("r", "reveal", "Reveal"),
	["+", () => "15 s more", () => may("extend"), () => order("extend", { value: "15" })],
	simple("k", "skip", "Skip"),
	simple("l", "board", "Leaderboard"),
	["s", () => "Students", () => true, showStudents],
	["p", () => (screen.paused ? "Go on" : "Pause"), open, () => anyTime(screen.paused ? "resume" : "pause")],
	["o", () => (screen.locked ? "Unlock" : "Lock"), open, () => toggle("lock", screen.locked)],
	["h", () => (screen.names_hidden ? "Show names" : "Hide names"), open, () => toggle("hide-names", screen.names_hidden)],
	["e", () => "End", () => may("end"), showEnd],
	["?", () => "Help", () => true, showHelp],
	["x", () => (folded() ? "▴ Controls" : "▾ Fold"), () => true, fold],
];

function fold() {
	document.body.classList.toggle("folded");
	showBar();
	fit();
}

function buildBar() {
	const made = controls.map(([letter, , , act]) => {
		const onclick = (event) => {
			if (event.detail) event.currentTarget.blur(); // so that Space goes on
			act();
		};
		const kind = { Space: "go", s: "apart", x: "fold" }[letter];
		return button([span(), make("kbd", letter)], onclick, "key-" + letter, kind);
	});
	fill($("bar"), made);
}

function showBar() {
	$("bar").hidden = false;
	controls.forEach(([letter, words, when]) => {
		const node = $("key-" + letter);
		node.hidden = !when();
		node.firstChild.textContent = words();
	});
}

function press(event) {
	const { target, ctrlKey, metaKey, altKey, repeat } = event;
	if (ctrlKey || metaKey || altKey || repeat || !screen || $("box").open) return;
	if (["BUTTON", "SUMMARY"].includes(target.tagName) && [" ", "Enter"].includes(event.key)) return;
	const letter = { " ": "Space", Enter: "Space", "=": "+" }[event.key] || event.key.toLowerCase();
	const control = $("key-" + letter) || $("way" + letter);
	if (control) event.preventDefault();
	if (control && !control.hidden) control.click();
}

// What is open over the wall; the last button has the focus, so that Enter does no harm.
function openBox(title, ...nodes) {
	const box = $("box");
	const back = button("Back", () => box.close());
	fill(box, make("h1", { id: "head" }, title), nodes, make("div.back", back));
	refresh = nothing;
	if (!box.open) box.showModal();
	back.focus({ preventScroll: true });
}

function sure(title, told, verb, act) {
	const go = button(verb, () => {
		$("box").close();
		act();
	});
	openBox(title, p(told), p(go));
}

function showEnd() {
	const { stage } = screen;
	const told = "Answers are no longer taken. What was answered up to now is kept.";
	sure("End the lesson here?", told, "End", () => order("end", { stage }));
}

function showHelp() {
	const keys = controls.filter((each) => each[2]()).map(([letter, words]) => li(make("kbd", letter), " ", words()));
	const how = [
		"The class sees this page. Space always goes on; F11 fills the screen.",
		"Everything is kept: close this page, or open the printed address on your own phone too.",
	];
	openBox("Help", list(keys, "plain"), list(how));
}

const GONE = "Their answers no longer count. They may join anew unless the room is locked (o).";

function showStudents() {
	const find = make("input", { "aria-label": "Find a student", placeholder: "Find" });
	const found = make("ul.plain");
	const draw = () => {
		const fitting = (each) => (each.nickname + each.team).toLowerCase().includes(find.value.toLowerCase());
		const more = screen.seats > screen.students.length && li("Who came earlier is not listed.");
		fill(found, screen.students.filter(fitting).map(student), more);
	};
	find.oninput = draw;
	const clear = () => sure("Remove everyone?", GONE, "Remove", () => anyTime("remove", { value: "everyone" }));
	openBox(counted(screen.seats, "student"), find, found, p(button("Remove everyone …", clear, "clear")));
	refresh = draw;
	draw();
	find.focus();
}

function student({ seat, nickname, team, extra, answered, connected }) {
	const words = [team, answered && "✓ done", !connected && "○ no phone"].filter(Boolean).join(" · ");
	const choose = () => {
		chosen = seat;
		refresh();
	};
	const time = (amount) => {
		const text = (amount ? `${amount} % more time` : "No more time") + (extra === amount ? " ✓ now" : "");
		return button(text, () => anyTime("more-time", { value: seat, amount }), "time" + amount);
	};
	const remove = () => {
		sure("Remove " + nickname + "?", GONE, "Remove", () => anyTime("remove", { value: seat }));
	};
	const more = chosen === seat && p([0, 25, 50, 100].map(time), button("Remove from the room …", remove, "remove"));
	return li(button([bdi(nickname), quiet(words)], choose, "seat" + seat, "row"), more);
}

async function save(kind) {
	const name = "results-" + screen.code + "." + kind;
	try {
		const reply = await fetch("/results." + kind, { headers: { Authorization: "Bearer " + key } });
		if (!reply.ok) return tell(await reply.text());
		make("a", { href: URL.createObjectURL(await reply.blob()), download: name }).click();
		return tell(`Saved as ${name} among your downloads.`);
	} catch (error) {
		return tell("The server does not answer: try again.");
	}
}

function render() {
	const { phase, orders, seats, addresses, students, names_hidden: hidden, locked } = screen;
	const seen = JSON.stringify([phase, it, orders, seats, addresses, phase === "lobby" && students, hidden, locked]);
	if (noted !== screen.stage) {
		tell("");
		scrollTo(0, 0);
	}
	if (seen !== shown) fill($("slide"), views[phase]());
	shown = seen;
	showTop();
	showBar();
	tick();
	fit();
	refresh();
}

function showTop() {
	const { title, code, seats, connected, locked, names_hidden: hidden, paused, trouble, phase, addresses } = screen;
	const where = phase !== "lobby" && addresses[0];
	const here = connected === seats ? counted(seats, "student") : `${connected} of ${seats} connected`;
	const what = it.what_if ? "What if? b leads back to what really was." : "";
	document.title = title + " · IsoQuest";
	put("name", title);
	put("door", [where, code, here, locked && "locked", hidden && "names hidden"].filter(Boolean).join(" · "));
	put("trouble", trouble && "! " + trouble);
	put("aside", paused ? "The lesson is paused: p lets it go on." : what);
	showLink();
}

function showLink() {
	if (!$("key")) put("link", line.live ? "● connected" : "○ reconnecting…");
	$("link").className = line.live ? "" : "lost";
}

function doneText() {
	const { phase, answered, asked: of } = screen;
	if (phase === "playing") return `${it.over} of ${it.plays} have come to an end`;
	if (phase === "answering" || phase === "closed") return `${answered} of ${of} have answered`;
	return ["voting", "arguing", "tied", "decided"].includes(phase) ? `${answered} of ${of} have voted` : "";
}

function clockText(seconds) {
	if (!seconds) return "Time is up" + (screen.students.some((each) => each.extra) ? ", but not for all" : "");
	const word = ["reading", "scene"].includes(screen.phase) ? "to read" : "left";
	return `${seconds <= 10 ? "! " : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} ${word}`;
}

function tick() {
	if (!screen) return;
	const seconds = Math.ceil((screen.paused ? screen.left : Math.max(0, until - now())) / 1000);
	put("clock", screen.left === null ? "" : clockText(seconds));
	$("clock").className = seconds <= 10 ? "low" : "";
	put("done", doneText());
}

// On a wall nobody scrolls: a text is drawn as large as it fits, down to what the back row can read.
function fit() {
	const page = document.documentElement;
	[1.3, 1.15, 1, 0.92, 0.85, 0.78, 0.72].some((scale) => {
		page.style.setProperty("--scale", innerWidth > 700 ? scale : 1);
		return page.scrollHeight <= innerHeight + 1;
	});
}

// The key leaves the address bar at once: the class may be looking.
function enter() {
	key = location.hash.slice(1) || stored();
	if (location.hash) history.replaceState(null, "", location.pathname);
	if (!key) return askKey("");
	showLink();
	return connect();
}

function start() {
	document.body.classList.toggle("folded", innerWidth <= 700);
	buildBar();
	document.addEventListener("keydown", press);
	addEventListener("resize", fit);
	addEventListener("hashchange", () => location.hash && enter());
	$("box").onclose = () => (refresh = nothing);
	setInterval(tick, 250);
	setInterval(beat, 1000);
	enter();
}

start();
