// Shows what the server says, and keeps an answer until that has confirmed it.
// For browsers of 2019 and later: without `?.` and `??`.
"use strict";

const $ = (id) => document.getElementById(id);
const tab = String(Math.random());
const line = { socket: null, polling: null, timer: 0, heard: 0, failures: 0, http: false, worked: false, live: false };
let code = "";
let mine = {}; // kept for the room: {seat, turn, tab, draft, sending: {key, message, status}}
let state = null; // the last message of that type
let ahead = 0; // milliseconds by which the server's clock is ahead
let tried = 0; // the turn that went out on this line
let note = ""; // until the next step
let shown = "";
let place = "";
let busy = false;
let timed = 0; // the end that was dealt with

// Every text goes through here and becomes a text node or an attribute, never markup.
function make(tag, ...children) {
	const [name, kind] = tag.split(".");
	const node = document.createElement(name);
	node.dir = "auto";
	if (kind) node.className = kind;
	const more = children[0] && children[0].constructor === Object ? children.shift() : {};
	Object.entries(more).forEach(([key, value]) => {
		if (key.startsWith("on")) node[key] = value;
		else if (value || value === "") node.setAttribute(key, value);
	});
	fill(node, children);
	return node;
}

function fill(node, ...children) {
	node.textContent = "";
	node.append(...children.flat(9).filter(Boolean));
}

function load() {
	try {
		return JSON.parse(localStorage["isoquest:" + code]);
	} catch (error) {
		return {};
	}
}

function save() {
	try {
		localStorage["isoquest:" + code] = JSON.stringify(mine);
	} catch (error) {
		return; // Only a reload would then lose the seat.
	}
}

function connect() {
	hangUp();
	if (!mine.seat) return;
	line.heard = Date.now();
	if (line.http) return poll(-1);
	try {
		const socket = (line.socket = new WebSocket(location.origin.replace("http", "ws") + "/ws"));
		socket.onopen = () => socket.send(JSON.stringify({ do: "sit", token: mine.seat }));
		socket.onclose = () => socket === line.socket && lost();
		socket.onmessage = ({ data }) => {
			line.heard = Date.now();
			if (socket === line.socket) hear(JSON.parse(data));
		};
	} catch (error) {
		lost();
	}
}

function hangUp() {
	const { socket } = line;
	clearTimeout(line.timer);
	line.socket = line.polling = null;
	line.live = false;
	tried = 0;
	if (socket) socket.close();
}

function lost() {
	hangUp();
	line.failures += 1;
	if (!line.worked && line.failures % 3 === 0) line.http = !line.http;
	// By lot: a class that lost its server must not return at once.
	line.timer = setTimeout(connect, Math.min(5000, 300 * 2 ** line.failures) * (0.5 + Math.random() / 2));
	setTimeout(showLines, 700);
}

async function ask(path, message) {
	const headers = { Authorization: "Bearer " + (mine.seat || ""), "Content-Type": "application/json" };
	const sent = message && { method: "POST", body: JSON.stringify(message) };
	return (await fetch(path, { headers, cache: "no-store", ...sent })).json();
}

async function poll(since) {
	const polling = (line.polling = {});
	try {
		const message = await ask("/state?since=" + since);
		if (polling !== line.polling) return;
		line.heard = Date.now();
		hear(message);
		if (line.live) line.timer = setTimeout(poll, 250, state.seq);
	} catch (error) {
		if (polling === line.polling) lost();
	}
}

function transmit(message) {
	if (line.socket) return line.socket.send(JSON.stringify(message));
	const again = () => {
		tried = 0;
		settle();
	};
	return ask("/do", message).then(hear, String).then(() => setTimeout(again, 3000));
}

// A dead socket may say nothing: it is asked after 4.5 quiet seconds and given up after 8.
function beat() {
	const quiet = Date.now() - line.heard;
	if (line.polling && quiet > 32000) lost();
	if (!line.socket) return;
	if (quiet > 8000) lost();
	else if (quiet > 4500 && line.live) line.socket.send('{"do":"ping"}');
}

function wake() {
	if (mine.seat && !document.hidden && Date.now() - line.heard > 1000) connect();
}

function sit(seat) {
	mine = seat ? { seat } : load();
	if (!mine.seat) return false;
	mine.tab = tab;
	save();
	shown = "";
	$("link").textContent = "○ connecting…";
	connect();
	return true;
}

// Of several tabs the newest has the seat: two would use the same turns.
function standAside({ key, newValue }) {
	if (!mine.seat || key !== "isoquest:" + code || (JSON.parse(newValue) || {}).tab === tab) return;
	leave("The lesson is open in another tab. Next takes it over.");
}

function leave(why, forget) {
	hangUp();
	state = null;
	mine = {};
	if (forget) save();
	askCode(why);
}

function hear({ type, turn, why, ...message }) {
	const sent = mine.sending ? mine.sending.message.turn : Infinity;
	if (type === "state") update(message);
	else if (type === "ack" && sent === turn) acknowledged(message.ok, message.kept, why);
	else if (type === "kept" && sent <= turn) acknowledged(true, true);
	else if (type === "slow") tell(why);
	else if (type === "removed") leave("The teacher has removed you from the lesson.", true);
	else if (type === "refused") leave(why, message.about === "seat");
}

function update(message) {
	line.live = line.worked = true;
	line.failures = 0;
	state = message;
	ahead = message.now - Date.now();
	render();
	settle();
}

const keyOf = (show) => (show.phase === "playing" ? show.number : show.round) || 0;
const takes = (show) => ["answering", "playing"].includes(show.phase) || (show.phase === "voting" && show.may);
const left = () => (state && state.show.until ? state.show.until - Date.now() - ahead : Infinity);
const sending = () => mine.sending && mine.sending.key === keyOf(state.show) && mine.sending;
const held = () => (sending() ? sending().message : state.show.saved);
const told = ({ answer, choice, certainty }) => JSON.stringify([answer || [choice], certainty || null]);
const changed = () => !held() || told(mine.draft) !== told(held());

function missing() {
	const { question, certainty } = state.show;
	const { answer } = mine.draft;
	const least = question && question.type === "order" ? question.options.length : 1;
	if (answer.length < least || !answer.some((part) => part || part === 0)) return "Finish your answer first.";
	return certainty && !mine.draft.certainty ? "Say how sure you are." : "";
}

function submit() {
	const { show, you } = state;
	const { answer, certainty } = mine.draft;
	const message = { do: labels[show.phase].toLowerCase(), turn: Math.max(you.turn, mine.turn || 0) + 1 };
	message[show.phase === "playing" ? "number" : "round"] = keyOf(show);
	if (show.question) message.answer = answer;
	else message.choice = show.go_on ? "continue" : answer[0];
	if (show.phase === "answering") message.certainty = certainty || null;
	mine.turn = message.turn;
	mine.sending = { key: keyOf(show), message, status: "sending" };
	save();
	tell("");
	settle();
}

// Sends what waits, with the turn it had, so that it counts once however often it arrives.
function settle() {
	const now = mine.sending;
	if (!now || !line.live || now.status === "saved" || tried === now.message.turn) return null;
	if (sending() && takes(state.show)) {
		if (state.room.paused) return null;
		tried = now.message.turn;
		return transmit(now.message);
	}
	mine.sending = null;
	save();
	return state.you.turn < now.message.turn && tell("Your last answer could not be sent in time: it does not count.");
}

function acknowledged(ok, kept, why) {
	mine.sending = ok && { ...mine.sending, status: kept ? "saved" : "counted" };
	save();
	tell(ok ? note : why);
}

function press() {
	if ($("send").getAttribute("aria-disabled") === "true") return;
	const lacks = state.show.go_on ? "" : missing();
	if (!lacks) return submit();
	tell(lacks);
	$(lacks.startsWith("Say") ? "sure" : "answer").querySelector("input, select, button").focus();
}

// What was chosen but not sent goes out a little before the time ends, for the way takes time.
function timeUp() {
	const { show, room } = state;
	if (timed === show.until || show.phase === "playing" || !takes(show) || room.paused) return;
	timed = show.until;
	if (show.certainty) mine.draft.certainty = mine.draft.certainty || 1;
	if (changed() && !missing()) submit();
}

function choose(changes) {
	Object.assign(mine.draft, changes);
	save();
	tell("");
}

function tell(text, kind = "error") {
	note = text;
	$("line").className = kind;
	showLines();
}

function lineText() {
	const { show, room } = state;
	const { status } = sending() || {};
	if (room.paused) return "Paused by the teacher.";
	if (status === "sending") return line.live ? "sending…" : "kept on this phone";
	if (status === "counted") return "counted, not saved yet";
	if (show.phase === "closed") return held() ? "Closed. Your answer is saved ✓" : "Closed. You gave no answer.";
	if (!takes(show)) return "";
	if (held()) return changed() ? "changed, not sent yet" : "saved ✓";
	return left() <= 0 ? "The time is up." : "";
}

const labels = { answering: "Answer", voting: "Vote", playing: "Decide" };

function showLines() {
	const kept = mine.sending && mine.sending.status !== "saved" ? ", your answer is kept" : "";
	if (state) put($("link"), line.live ? "● connected" : "○ reconnecting…" + kept);
	$("link").className = line.live ? "" : "lost";
	put($("line"), note || (state ? lineText() : ""));
	if (!note) $("line").className = "";
	if (!state || !$("answer") || !takes(state.show)) return;
	const { show, room } = state;
	const once = show.phase === "playing";
	const done = held() && (once || !changed());
	const shut = room.paused || left() <= 0;
	put($("send"), done ? "Done" : held() ? "Send the change" : show.go_on ? "Continue" : labels[show.phase]);
	// Not `disabled`: that would lose the keyboard's focus.
	$("send").setAttribute("aria-disabled", Boolean(done || shut));
	$("answer").disabled = shut || (done && once);
}

// A live region is read out at each change.
function put(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

function tick() {
	const time = left();
	const clock = $("clock");
	clock.hidden = time === Infinity;
	if (clock.hidden) return;
	const seconds = Math.max(0, Math.ceil(time / 1000));
	const digits = String(seconds % 60).padStart(2, "0");
	put(clock, state.room.paused ? "paused" : Math.floor(seconds / 60) + ":" + digits);
	clock.className = seconds <= 10 && takes(state.show) ? "low" : "";
	if (time < 500) timeUp();
	if (time < 0) showLines();
}

const tags = { c: "code", i: "em", b: "strong" };
const dressed = (node, letter) => (tags[letter] ? make(tags[letter], node) : node);
const styled = (spans) => spans.map(([text, style]) => [...style].reduce(dressed, document.createTextNode(text)));

function written(blocks) {
	const row = (cells, at) => make("tr", cells.map((cell) => make(at ? "td" : "th", styled(cell))));
	const block = ({ kind, rows, heading, indent, marker, spans }) => {
		if (kind === "rule") return make("hr");
		const wide = { tabindex: "0", role: "group", "aria-label": "Table" };
		if (kind === "table") return make("div.wide", wide, make("table", rows.map(row)));
		return make((heading ? "h2.in" : "p.in") + Math.min(indent, 3), marker && marker + " ", styled(spans));
	};
	return make("div.text", blocks.map(block));
}

const say = (text, kind = "") => text && make("p." + kind, text);
const titled = (title, ...nodes) => make("section", make("h2", title), nodes);
const listed = (texts) => make("ul", texts.map((text) => make("li", text)));
const part = (title, texts) => texts.length > 0 && titled(title, listed(texts));
const button = (text, onclick, more) => make("button", { type: "button", onclick, ...more }, text);

const sources = (list) => {
	const texts = list.map((each) => each.text + " — " + each.source);
	return list.length > 0 && make("details", make("summary", "Sources"), listed(texts));
};

function field(label, input) {
	const error = make("p.error", { id: input.id + "-error" });
	input.setAttribute("aria-describedby", error.id);
	return make("div", make("label", { for: input.id }, label), input, error);
}

function input(id, value, pick, more) {
	const oninput = (event) => pick(event.target.value);
	return make("input", { id, value, oninput, maxlength: 500, autocomplete: "off", autocapitalize: "off", ...more });
}

function menu(id, value, pick, pairs) {
	const options = pairs.map(([each, text]) => make("option", { value: String(each) }, text));
	const none = make("option", { value: "" }, "Choose…");
	const node = make("select", { id, onchange: () => pick(node.value) }, none, options);
	node.value = value === null ? "" : value;
	return node;
}

function option(type, id, text, checked, onchange) {
	const box = make("input", { type, name: id.replace(/\d/g, ""), id, onchange });
	box.checked = checked;
	return make("label.option", box, make("span", text));
}

function ticks(options, values, several) {
	const answer = new Set(mine.draft.answer);
	return options.map((text, at) => {
		const pick = ({ target }) => {
			if (!several) answer.clear();
			if (target.checked) answer.add(values[at]);
			else answer.delete(values[at]);
			choose({ answer: [...answer].sort() });
		};
		return option(several ? "checkbox" : "radio", "option" + at, text, answer.has(values[at]), pick);
	});
}

function typed({ type, sides, options, unit }) {
	const match = type === "match";
	const rows = sides || [{ label: unit ? "Your answer, in " + unit : "Your answer" }];
	const answer = mine.draft.answer.length ? mine.draft.answer.slice() : rows.map(() => (match ? null : ""));
	return rows.map(({ label, choices }, at) => {
		const pairs = match ? options.map((text, right) => [right, text]) : (choices || []).map((text) => [text, text]);
		const pick = (text) => {
			answer[at] = !match ? text : text ? Number(text) : null;
			choose({ answer: answer.slice() });
		};
		// No number pad: an iPhone's has no minus.
		return field(label || "Gap " + (at + 1), (pairs.length ? menu : input)("part" + at, answer[at], pick, pairs));
	});
}

function ordered({ options }) {
	const list = make("ol.order", { role: "list" });
	const show = (answer) => {
		const arrange = (now, item, ...wanted) => {
			choose({ answer: now });
			show(now);
			tell(options[item] + ": now " + (now.indexOf(item) + 1) + " of " + options.length, "");
			wanted.map($).find((each) => each && !each.disabled).focus();
		};
		const arrow = (item, name, sign, by, other) => {
			const to = answer.indexOf(item) + by;
			const others = answer.filter((each) => each !== item);
			const move = () => arrange([...others.slice(0, to), item, ...others.slice(to)], item, name + item, other + item);
			const disabled = to < 0 || to === answer.length;
			return button(sign, move, { id: name + item, "aria-label": name + ": " + options[item], disabled });
		};
		const placed = (item, at) => {
			const text = make("span", at + 1 + ". ", make("bdi", options[item]));
			return make("li.placed", text, arrow(item, "up", "↑", -1, "down"), arrow(item, "down", "↓", 1, "up"));
		};
		const rest = options.map((text, at) => at).filter((at) => !answer.includes(at));
		const free = (item) => {
			const next = rest.find((each) => each !== item);
			const add = () => arrange([...answer, item], item, "add" + next, "up" + item);
			return make("li", button(options[item], add, { id: "add" + item }));
		};
		fill(list, answer.map(placed), rest.map(free));
	};
	show(mine.draft.answer);
	return list;
}

const legends = {
	one: "Choose one.",
	several: "Choose all that fit.",
	"true-false": "True or false?",
	order: "Tap them in the right order.",
	match: "Choose what belongs to each.",
	blanks: "Fill the gaps.",
	text: "Type a few words.",
	number: "Type a number.",
	choices: "The choices:",
};

function fields({ question, choices }) {
	if (!question) return ticks(choices.map((each) => each.text), choices.map((each) => each.id));
	if (question.type === "order") return ordered(question);
	if (question.sides || !question.options) return typed(question);
	return ticks(question.options, question.options.map((text, at) => at), question.type === "several");
}

function asked({ question }) {
	const context = question && question.context;
	return question && make("div.ask", context && make("div.panel", written(context)), written(question.ask));
}

function form(show) {
	const { certainty } = mine.draft;
	const type = show.question ? show.question.type : takes(show) ? "one" : "choices";
	const sure = (text, at) => {
		return option("radio", "sure" + at, text, certainty === at + 1, () => choose({ certainty: at + 1 }));
	};
	const three = show.certainty && make("div.sure", ["Hardly", "Fairly", "Quite sure"].map(sure));
	const parts = [
		!show.go_on && make("fieldset", make("legend", legends[type]), fields(show)),
		three && make("fieldset", { id: "sure" }, make("legend", "How sure are you?"), three),
	];
	return [asked(show), make("fieldset", { id: "answer", disabled: !takes(show) }, parts)];
}

const heading = (show) => "Question " + show.number + " of " + show.of;
const read = (show) => show.phase === "reading" && say("Read first: answers come next.", "quiet");
const asking = (show) => [heading(show), read(show), form(show)];
const balloted = (show, text) => [show.title, say(text, "panel"), written(show.text), form(show)];

const views = {
	lobby: (show, { room, you }) => [
		room.title,
		say("You are in" + (you.nickname && " as " + you.nickname) + (you.team && ", team " + you.team) + ".", "big"),
		say("Wait for the teacher to begin."),
		!room.anonymous && button("Use another name", () => leave("", true)),
	],
	reading: asking,
	answering: asking,
	closed: asking,
	revealed: (show) => [heading(show) + ": " + verdicts[show.result.verdict], result(show)],
	board: (show, { you }) => ["After question " + show.number + " of " + show.of, standing(you)],
	podium: (show, { you }) => ["That was the last question", standing(you)],
	ended: (show, { you }) => [
		"The lesson has ended",
		show.summary && say("You had " + show.summary.right + " of " + show.summary.of + " right.", "big"),
		standing(you),
		say("Thank you for taking part."),
	],
	scene: (show) => [show.title, written(show.text)],
	voting: (show) => {
		const role = show.role && (show.may ? "Your role decides here: " : "This decision is taken by: ") + show.role;
		return balloted(show, [role, show.again && show.may && "Second vote: you may change your mind."].filter(Boolean).join(". "));
	},
	arguing: (show) => balloted(show, "Argue with your neighbours, then vote again."),
	tied: (show) => balloted(show, "A tie: the teacher decides how to go on."),
	decided: (show) => balloted(show, "Decided: " + show.winner),
	consequence: (show) => ["What came of it", came(show)],
	ending: (show) => [show.title, written(show.text), say(show.outcome, "panel")],
	debrief: (show) => [show.title, say(show.outcome, "panel"), show.score && say("Score: " + show.score, "big")],
	playing: (show) => [
		show.title,
		show.before && make("div.panel", titled("What came of it", came(show.before))),
		written(show.text),
		show.over ? [titled(show.ending.title, say(show.ending.outcome)), say("Your play is over.", "quiet")] : form(show),
		part("Not open to you now", show.locked.map((each) => each.text + " — " + each.why)),
		part("How you stand", show.meters.map((each) => each.name + ": " + each.value + " " + each.unit)),
	],
};

function came({ changes, why, findings, sources: list }) {
	return [listed(changes), why.map(({ text }) => written(text)), part("Findings", findings), sources(list)];
}

function standing({ place, of, points }) {
	return [place && say("Place " + place + " of " + of, "big"), points && say("Points: " + points)];
}

const verdicts = { right: "✓ Right", partly: "◐ Partly right", wrong: "✗ Wrong", none: "– No answer" };

function result({ question, saved, result: told }) {
	const mark = (text, at) => {
		const right = told.right.includes(at);
		const yours = saved && saved.answer.includes(at);
		const words = [right && "✓ right", yours && (right ? "" : "✗\u00a0") + "your answer"].filter(Boolean).join(", ");
		return make("li." + (right ? "right" : yours ? "wrong" : ""), make("bdi", text), make("b", " " + words));
	};
	const reason = ({ subject, right, text }) => [subject && make("h3", right ? "✓ " : "✗ ", subject), written(text)];
	return [
		say("Points for this question: " + told.earned),
		asked({ question }),
		told.right && make("ul.marked", { role: "list" }, question.options.map(mark)),
		!told.right && told.verdict !== "none" && say("Your answer: " + told.yours, "panel"),
		!told.right && told.verdict !== "right" && say("Right answer: " + told.key, "panel"),
		told.reasons.length > 0 && titled("Why", told.reasons.map(reason)),
		sources(told.sources),
	];
}

function render() {
	const { show, you, room } = state;
	const { until, saved, ...rest } = show;
	const now = JSON.stringify([rest, !takes(show) && [saved, you]]);
	if (now !== shown) {
		shown = now;
		recall(show);
		document.title = room.title;
		$("who").textContent = [you.nickname, you.team].filter(Boolean).join(" · ");
		const [title, ...nodes] = views[show.phase](show, state);
		showPage(title, nodes, takes(show) && !show.over && labels[show.phase], press);
	}
	showLines();
	tick();
}

// What was chosen and not sent outlives a reload; else what the server holds is shown.
function recall(show) {
	const key = keyOf(show);
	const { answer, choice, certainty } = held() || {};
	if (mine.draft && mine.draft.key === key && (takes(show) || show.phase === "reading")) return;
	mine.draft = { key, certainty, answer: answer || (choice ? [choice] : []) };
}

function showPage(title, nodes, label, act) {
	const { show } = state || { show: {} };
	const here = [show.phase, show.round, show.number, title].join();
	const focused = document.activeElement.id;
	put($("title"), title);
	fill($("view"), nodes);
	put($("send"), label || "");
	$("send").hidden = !label;
	$("send").parentNode.className = label ? "bar" : "";
	$("send").setAttribute("aria-disabled", false);
	$("form").onsubmit = (event) => {
		event.preventDefault();
		if (label && !busy) attempt(act);
	};
	if (here !== place) {
		place = here;
		note = "";
		window.scrollTo(0, 0);
		$("title").focus();
	} else if ($(focused)) $(focused).focus();
	tick();
}

async function attempt(act) {
	busy = true;
	try {
		await act();
	} catch (error) {
		tell("The teacher's computer does not answer. Are you in the right Wi-Fi?");
	}
	busy = false;
}

function complain(id, text) {
	if (!$(id)) return tell(text);
	$(id + "-error").textContent = text;
	$(id).setAttribute("aria-invalid", Boolean(text));
	if (text) $(id).focus();
}

const tidy = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, 12);

function askCode(why) {
	const box = input("code", code, () => complain("code", ""), { autocapitalize: "characters" });
	$("who").textContent = "IsoQuest";
	$("link").textContent = "";
	showPage("Join a lesson", field("Code on the big screen", box), "Next", () => look(tidy(box.value)));
	tell(why);
}

async function look(name) {
	if (!name) return complain("code", "Type the code on the big screen.");
	const room = await ask("/room/" + name);
	if (room.why) return complain(room.about, room.why);
	code = tidy(room.code || name);
	history.replaceState(null, "", "/" + code);
	return sit() || askName(room);
}

// Joining again after a lost reply gives the same seat.
function askName(room) {
	const bytes = crypto.getRandomValues(new Uint8Array(17));
	const token = btoa(String.fromCharCode(...bytes)).slice(0, 22).replace(/\W/g, "_");
	const name = input("nickname", "", () => complain("nickname", ""), { maxlength: 40 });
	const team = menu("team", "", () => complain("team", ""), room.teams.map((each) => [each, each]));
	const nodes = [!room.anonymous && field("Your nickname", name), room.teams.length > 0 && field("Your team", team)];
	showPage(room.title, nodes, "Join", async () => {
		const nickname = room.anonymous ? undefined : name.value.trim();
		if (nickname === "") return complain("nickname", "Choose a nickname.");
		if (room.teams.length && !team.value) return complain("team", "Choose a team.");
		const seat = await ask("/join", { do: "join", code, nickname, team: team.value, token });
		if (!seat.token) return complain(seat.about, seat.why);
		return sit(seat.token);
	});
	if (!room.anonymous) name.focus();
}

function start() {
	setInterval(tick, 250);
	setInterval(beat, 1000);
	document.onvisibilitychange = window.onpageshow = window.ononline = wake;
	window.onoffline = () => mine.seat && lost();
	window.onstorage = standAside;
	code = tidy(location.pathname);
	if (code && sit()) return;
	askCode("");
	if (code) attempt(() => look(code));
}

start();
