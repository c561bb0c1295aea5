// The teacher's page: what the class sees on the wall, and the controls. The server always sends the whole of it; an
// order names the stage that was shown, and holds for that one alone.
"use strict";

const $ = (id) => document.getElementById(id);
const now = () => performance.now();
const SETTLING = 700; // milliseconds within which the same order is a double click
const line = { failures: 0 };
let key = "";
let screen = null; // the server's last message of that type
let it = {}; // the part of it that belongs to the lesson's kind
let until = 0; // when the time is up, by `now`
let shown = "";
let noted = -1; // the stage for which the note below was said
let last = { order: "", at: -SETTLING };
const nothing = () => {};
let refresh = nothing; // draws anew what is open in the dialog
let chosen = ""; // the seat of the student that something is to be done for

// Every text goes through here and becomes a text node or an attribute, never markup.
function make(tag, ...children) {
	const [name, kinds] = tag.split(".");
	const node = document.createElement(name);
	node.dir = "auto";
	node.className = kinds || "";
	const more = children[0] && children[0].constructor === Object ? children.shift() : {};
	Object.entries(more).forEach(([each, value]) => {
		if (each.startsWith("on")) node[each] = value;
		else if (value !== undefined) node.setAttribute(each, value);
	});
	return fill(node, children);
}

function fill(node, ...children) {
	const { id } = document.activeElement;
	node.textContent = "";
	node.append(...children.flat(9).filter((each) => each || each === 0));
	if (id && document.activeElement.id !== id && $(id)) $(id).focus();
	return node;
}

const [b, bdi, div, h1, h2, li, p, span] = ["b", "bdi", "div", "h1", "h2", "li", "p", "span"].map(
	(tag) => (...children) => make(tag, ...children),
);
const quiet = (...texts) => make("span.quiet", texts);
const say = (text, kind) => text && make("p." + (kind || ""), text);
const list = (rows, kind) => rows.length > 0 && make("ul." + (kind || ""), rows.map((row) => (row.nodeType ? row : li(row))));
const part = (title, ...nodes) => nodes.some(Boolean) && make("section", h2(title), nodes);
const two = (left, right) => make("div.two", div(left), div(right));
const button = (text, onclick, id, kind) => make("button." + (kind || ""), { type: "button", id, onclick }, text);
const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

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
		return ""; // Without storage a reload asks for the key again.
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

// A socket can be dead without a word: after five quiet seconds it is asked, after nine it is given up.
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
	const told = "The teacher's key: it stands behind the # of the address that was printed";
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

// What may come at any stage.
const anyTime = (name, more) => order(name, { stage: null, ...more });
const toggle = (name, on) => anyTime(name, { value: on ? "off" : "on" });
const undoing = () => ["unreveal", "reopen", screen.plays && "back"].find(may);
const open = () => screen.phase !== "ended";
const folded = () => document.body.classList.contains("folded");
const simple = (letter, name, words) => [letter, () => words, () => may(name), () => order(name)];

// Each control: its key, its words, whether it means something now, what it does.
const controls = [
	simple("Space", "next", "Next"),
	["z", () => "Undo", undoing, () => order(undoing())],
	simple("v", "revote", "Vote again"),
	["w", () => "What really was", () => screen.vote && may("back"), () => order("back")],
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
	["b", () => (folded() ? "▴ Controls" : "▾ Fold"), () => true, fold],
];

function fold() {
	document.body.classList.toggle("folded");
	showBar();
	fit();
}

function buildBar() {
	const made = controls.map(([letter, , , act]) => {
		const onclick = (event) => {
			if (event.detail) event.currentTarget.blur(); // so that Space goes on after a click
			act();
		};
		const kind = { Space: "go", s: "apart", b: "fold" }[letter];
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
		"Everything is kept: close this page, or open it on your own phone too, by the same address.",
	];
	openBox("Help", list(keys, "plain"), list(how));
}

function showStudents() {
	const find = make("input", { "aria-label": "Find a student", placeholder: "Find" });
	const found = make("ul.plain");
	const draw = () => {
		const fitting = (each) => (each.nickname + each.team).toLowerCase().includes(find.value.toLowerCase());
		const more = screen.seats > screen.students.length && li("Who came earlier is not listed.");
		fill(found, screen.students.filter(fitting).map(student), more);
	};
	find.oninput = draw;
	openBox(counted(screen.seats, "student"), find, found);
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
		const told = "Answers up to now are not counted, and they cannot come back.";
		sure("Remove " + nickname + "?", told, "Remove", () => anyTime("remove", { value: seat }));
	};
	const more = chosen === seat && p([0, 25, 50, 100].map(time), button("Remove from the room …", remove, "remove"));
	return li(button([bdi(nickname), quiet(words)], choose, "seat" + seat, "row"), more);
}

function styled(spans) {
	const tags = { c: "code", i: "em", b: "strong" };
	const wrapped = (node, letter) => (tags[letter] ? make(tags[letter], node) : node);
	return spans.map(([text, style]) => [...style].reduce(wrapped, document.createTextNode(text)));
}

function written(blocks) {
	const row = (cells, at) => make("tr", cells.map((cell) => make(at ? "td" : "th", styled(cell))));
	const block = ({ kind, rows, heading, indent, marker, spans }) => {
		if (kind === "rule") return make("hr");
		if (kind === "table") return make("table", rows.map(row));
		return make((heading ? "h2" : "p") + ".in" + Math.min(indent, 2), marker && marker + " ", styled(spans));
	};
	return make("div.text", (blocks || []).map(block));
}

function sources() {
	const facts = list(it.sources.map((each) => `${each.text} — ${each.source}`));
	return facts && make("details.small", { ontoggle: fit }, make("summary", "Sources"), facts);
}

function track(share) {
	const filled = span();
	filled.style.width = 100 * share + "%";
	return make("div.track", filled);
}

function bar(count, of, label) {
	const share = of ? count / of : 0;
	const told = make("span.many", b(count), quiet(Math.round(100 * share) + " %"));
	return make("div.bar", label && make("i.quiet", label), track(share), told);
}

function asked() {
	const { context, ask } = it.question;
	return make("div.ask", context && make("div.panel", written(context)), written(ask));
}

function posed() {
	const { type, options, sides, unit } = it.question;
	if (type === "match") return [asked(), two(list(sides.map((each) => each.label)), list(options))];
	const gaps = (sides || []).map((each) => `${each.label} ${(each.choices || ["…"]).join(" / ")}`);
	return [asked(), unit && say("in " + unit, "quiet"), list(options || gaps, "options")];
}

function lobby() {
	const { addresses, code, seats, students, names_hidden: hidden, locked } = screen;
	const [first = "This computer is in no network.", ...others] = addresses;
	const where = [say("Open this address on your phone", "quiet"), say(first, "address"), others.map((each) => say("or " + each, "small"))];
	const who = p(b(seats ? counted(seats, "student") + " here" : "Nobody is here yet."), locked && "  The room is locked.");
	const names = hidden ? say("Names are hidden.", "quiet") : list(students.map((each) => each.nickname), "names");
	const picture = make("img", { src: "/picture.svg", alt: "QR code of address and code" });
	return make("div.lobby", div(where, say("with the code", "quiet"), say(code, "code"), who, names), picture);
}

const which = () => `Question ${it.number} of ${it.of}`;

function question(word) {
	return [h1(which(), quiet(word)), posed()];
}

function chart() {
	const { chart: parts, given } = it;
	const { type, options } = it.question;
	const of = screen.answered;
	const row = (text, count, right, lead) =>
		make(right ? "li.right" : "li", p(lead, bdi(text), right && !lead && b("  ✓ right")), bar(count, of));
	if (["order", "match", "blanks"].includes(type)) {
		const places = parts.map((each, at) => row(each.text, each.count, true, at + 1 + ". "));
		return [say("So many had each place right:", "quiet"), list(places, "chart")];
	}
	if (!parts.length) {
		const typed = given.slice(0, 6).map((each) => row(each.text, each.count, each.share === 1));
		return [make("p.right", "Right is: ", b(it.key)), list(typed, "chart")];
	}
	const seen = options.map((text) => parts.find((each) => each.text === text) || { text, count: 0 });
	return list(seen.map((each) => row(each.text, each.count, each.right)), "chart");
}

function revealed() {
	const silent = screen.seats - screen.answered;
	const told = screen.answered ? `${it.right} of ${screen.answered} right` : "Nobody answered.";
	const reason = ({ subject, right, text }) =>
		make(right ? "li.right" : "li.wrong", subject && p(b((right ? "✓ " : "✗ ") + subject)), written(text));
	const why = make("div.small", part("Why", list(it.reasons.map(reason), "plain")), sources());
	return [h1(told, quiet(which()), screen.answered > 0 && silent > 0 && quiet(`${silent} without an answer`)), asked(), two(chart(), why)];
}

const value = (row) => parseFloat(row.points) || 0; // below zero: 0

function rows(standings) {
	const most = Math.max(...standings.map(value));
	const cells = (each) => [each.place, bdi(each.name), track(most && value(each) / most), each.points];
	const row = (each) => make("tr", cells(each).map((cell) => make("td", cell)));
	return make("table.rows", standings.map(row));
}

function board() {
	const { standings = [], teams = [] } = it;
	const [first, second] = [teams, standings].filter((each) => each.length).map(rows);
	return [h1("After " + which().toLowerCase()), second ? two(first, second) : first];
}

function summary() {
	const { right, answered, questions, hardest } = it.summary;
	const told = `${right} of ${counted(answered, "answer")} right, over ${counted(questions, "question")}`;
	const hard = hardest.map((each) => li(b(`${each.right} of ${each.answered} right: `), each.asked));
	return [p(b(answered ? told : "No answers were counted.")), part("Worth another look", list(hard, "small"))];
}

function podium() {
	const { standings = [], teams = [] } = it;
	const top = (teams.length ? teams : standings).filter(value).slice(0, 3);
	const step = ({ place, name, points }) => make("li.place" + place, b(name), span(points), p(place === 1 && "★ ", place));
	const steps = [top[1], top[0], top[2]].filter(Boolean).map(step);
	return [h1("★  That was the last question."), list(steps, "podium"), summary()];
}

function meters() {
	const told = it.meters.map((each) => `${each.name}: ${each.value} ${each.unit}`);
	return say(told.join(" · "), "small quiet");
}

function choices() {
	if (it.question) return posed();
	const shut = it.locked.map((each) => `✗ ${each.text} (${each.why})`);
	return [list((it.choices || []).map((each) => each.text), "options"), list(shut, "plain small")];
}

// A button that has a number for its key.
const way = (text, at, act) => button([at + 1 + "  ", text], act, "way" + (at + 1), "row");

function votes() {
	const { tally, earlier = [], won } = it;
	const sum = (ballot) => ballot.reduce((whole, each) => whole + each.count, 0);
	const before = (id) => sum(earlier.filter((each) => each.id === id));
	const row = ({ id, text, count }, at) => {
		const settle = () => order("settle", { value: id });
		const told = screen.phase === "tied" ? way(bdi(text), at, settle) : p(id === won && b("✓ "), bdi(text));
		const first = earlier.length > 0 && bar(before(id), sum(earlier), "first");
		return make(id === won ? "li.right" : "li", told, first, bar(count, sum(tally), first && "then"));
	};
	return [it.question && asked(), list(tally.map(row), "chart")];
}

function scene(word, told, drawn) {
	const right = [it.role && p("Decided by: ", b(it.role)), say(told, "panel"), drawn(), meters()];
	return [h1(it.title, quiet(word)), it.text.length ? two(written(it.text), right) : right];
}

function consequence() {
	const came = [list(it.changes), part("Findings", list(it.findings)), meters()];
	const told = [it.why.map((each) => written(each.text)), sources()];
	return [h1("What came of it"), it.decided && make("p.panel", "The class decided: ", b(it.decided)), two(came, told)];
}

const kinds = { success: "★ It worked", partial: "◐ Part of the way", wise: "◆ A wise way out", failure: "✖ It did not work" };

function ending() {
	const { kind, title, outcome } = it.outcome;
	return [h1(kinds[kind] || "The story stops here.", quiet(title)), written(it.text), say(outcome, "big")];
}

function debrief() {
	const { decisions, outcome: { kind, title: end, outcome, score } } = it;
	const row = ({ title, told, number }, at) => way([b(title), ": " + told], at, () => order("what-if", { amount: number }));
	const ask = p("A number asks: what if we had decided otherwise?");
	const taken = decisions.length > 0 && part("What we decided", ask, list(decisions.map(row), "chart"));
	return [h1(kinds[kind] || "Looking back so far", quiet(end)), say(outcome), say(score && "Score: " + score, "big"), taken];
}

function endings() {
	const row = (each) => li(p(kinds[each.kind] + ": ", bdi(each.title)), bar(each.count, it.plays));
	return part("Endings", list(it.endings.map(row), "chart"));
}

function journey() {
	const row = (phase) => {
		const { count } = it.phases.find((each) => each.phase === phase) || { count: 0 };
		const here = it.places.filter((each) => each.phase === phase).map((each) => `${each.title} ${each.count}`);
		return li(bar(count, it.plays, phase || "on the way"), say(here.slice(0, 4).join(" · "), "small"));
	};
	const bands = ["choose", "plan", "build", "run", "check", "audit", "after", ""].map(row);
	return [h1("Where everyone is"), endings() ? two(list(bands, "chart"), endings()) : list(bands, "chart")];
}

function debriefed() {
	const { plays, over } = it;
	const left = plays > over && say(`${plays - over} had not ended yet. z opens the plays again.`, "quiet");
	return [h1(`${over} of ${counted(plays, "play")} came to an end.`), endings(), left];
}

function ended() {
	const told = screen.vote ? counted(it.decisions.length, "decision") + " taken." : counted(it.over, "play") + " came to an end.";
	const saving = ["html", "csv", "json"].map((kind) => button(kind.toUpperCase(), () => save(kind), "save-" + kind));
	return [h1("The lesson has ended. Thank you for taking part."), screen.quiz ? summary() : p(told), part("Save the results", p(saving))];
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

const views = {
	lobby,
	reading: () => question("Read first: answers come next."),
	answering: () => question(""),
	closed: () => question(may("reopen") ? "Closed." : "The answer is covered again; no answers are taken."),
	revealed,
	board,
	podium,
	ended,
	scene: () => scene("", "", choices),
	voting: () => scene("", it.again && "Second vote: you may change your mind.", choices),
	arguing: () => scene("Argue", "Argue with your neighbours for a minute. Then vote again.", choices),
	tied: () => scene(screen.answered ? "The vote is tied" : "Nobody voted", "A number decides; v lets the class vote again.", votes),
	decided: () => scene("Decided", "", votes),
	consequence,
	ending,
	debrief: () => (screen.vote ? debrief() : debriefed()),
	playing: journey,
};

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
	const what = it.what_if ? "What if? This is not what we decided: w leads back to what was." : "";
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

// On a wall nobody scrolls: a text is drawn as large as it fits, down to what the back row can still read.
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
