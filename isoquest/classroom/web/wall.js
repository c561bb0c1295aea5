// What the class sees, drawn from `screen`, the last message, and `it`, its part for the lesson's kind.
"use strict";

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
	return [asked(), type === "several" && say("Choose all that fit.", "quiet"), unit && say("in " + unit, "quiet"), list(options || gaps, "options")];
}

function lobby() {
	const { addresses, code, seats, students, names_hidden: hidden, locked } = screen;
	const [first = "This computer is in no network.", ...others] = addresses;
	const where = [say("Open this address on your phone", "quiet"), say(first, "address"), others.map((each) => say("or " + each, "small"))];
	const who = p(b(seats ? counted(seats, "student") + " here" : "Nobody is here yet."), locked && "  The room is locked.");
	const names = hidden ? say("Names are hidden.", "quiet") : list(students.map((each) => each.nickname), "names");
	const picture = make("img", { src: screen.picture, alt: "QR code of address and code" });
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
	const ask = p("What if we had …? Press a number.");
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
	const bands = "choose plan build run check audit after ".split(" ").map(row);
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
	arguing: () => scene("Argue", "Argue with your neighbours, then vote again.", choices),
	tied: () => scene(screen.answered ? "The vote is tied" : "Nobody voted", "Press a number, or v to vote again.", votes),
	decided: () => scene("Decided", "", votes),
	consequence,
	ending,
	debrief: () => (screen.vote ? debrief() : debriefed()),
	playing: journey,
};
