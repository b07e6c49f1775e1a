// What a form counts by itself, where the viewer runs JavaScript: days, interest of a period at its rate, indemnities,
// sums. A result is written when it changes, so that whoever types another one keeps it. Everything stays typeable.
// Old viewers run this: no let, no arrow, no class. `law` and `links` are put in by scripting.py.
var Relance = (function (law, links) {
  var told = {};
  var DAY = 86400000;

  // --- figures as they are typed -----------------------------------------------------------------

  // "1 234,56" -> 123456 cents, null where it is no amount.
  function cents(text) {
    var plain = String(text).replace(/[\s\u00a0\u202f\u20ac]/g, "").replace(",", ".");
    if (!/^\d{1,10}(\.\d{1,2})?$/.test(plain)) { return null; }
    var parts = plain.split(".");
    return Number(parts[0]) * 100 + Number(((parts[1] || "") + "00").slice(0, 2));
  }

  function money(amount) {
    var whole = String(Math.floor(amount / 100));
    return whole.replace(/(\d)(?=(\d{3})+$)/g, "$1 ") + "," + String(100 + amount % 100).slice(1);
  }

  // "01/09/2026" -> days since 1970, null where there is no such day.
  function day(text) {
    var found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(String(text).replace(/\s/g, ""));
    if (!found) { return null; }
    var time = Date.UTC(Number(found[3]), Number(found[2]) - 1, Number(found[1]));
    var back = new Date(time);
    return back.getUTCDate() === Number(found[1]) && back.getUTCMonth() === Number(found[2]) - 1 ? time / DAY : null;
  }

  // Both days count; null where one is missing or they are the wrong way round.
  function days(first, last) {
    var from = day(first), to = day(last);
    return from === null || to === null || to < from ? null : to - from + 1;
  }

  // Cents at hundredths of a percent a year of 365 days, rounded half up; null beyond what numbers hold exactly.
  function interest(principal, rate, count) {
    var year = 3650000, weight = rate * count;
    if (weight > 1e9) { return null; }
    var rest = principal % year;
    return (principal - rest) / year * weight + Math.floor((2 * rest * weight + year) / (2 * year));
  }

  // The rate of the half-year in which a day falls, as the law's data had it when the form was made; "" beyond.
  function rateOn(text) {
    var number = day(text);
    if (number === null) { return ""; }
    var date = new Date(number * DAY);
    return law.rates[date.getUTCFullYear() + "-S" + (date.getUTCMonth() < 6 ? 1 : 2)] || "";
  }

  // --- the form's fields -------------------------------------------------------------------------

  function read(doc, path) {
    var field = doc.getField(path);
    if (!field) { return ""; }
    return field.valueAsString === undefined ? String(field.value) : field.valueAsString;
  }

  function isKept(doc, path) {
    var field = doc.getField(path);
    return !field || field.value !== "Off";
  }

  // Each item of a list that the form has room for; a form has fewer than twenty of anything.
  function each(doc, prefix, name, visit) {
    for (var n = 0; n < 20 && doc.getField(prefix + n + "." + name); n += 1) { visit(prefix + n + ".", n); }
  }

  function total(doc, prefix, name) {
    var sum = 0, found = false;
    each(doc, prefix, name, function (item) {
      var amount = isKept(doc, "shown." + item.slice(0, -1)) ? cents(read(doc, item + name)) : null;
      if (amount !== null) { sum += amount; found = true; }
    });
    return found ? sum : null;
  }

  // --- what is counted ---------------------------------------------------------------------------

  function claimed(doc, item) {
    var amount = cents(read(doc, item + "amount"));
    if (amount === null) { return ""; }
    amount -= total(doc, item + "payments.", "amount") || 0;
    amount -= total(doc, item + "credit_notes.", "amount") || 0;
    ["disputed_amount", "not_yet_due_amount"].forEach(function (part) {
      if (isKept(doc, "shown." + item + part)) { amount -= cents(read(doc, item + part)) || 0; }
    });
    return amount < 0 ? "" : money(amount);
  }

  function isContractual(doc) {
    var field = doc.getField("shown.terms.late_payment_rate");
    return Boolean(field) && String(field.value) === "0";
  }

  // A public buyer owes one rate for the whole delay: that of the first period of the same invoice.
  function rateOf(doc, item, n) {
    if (isContractual(doc)) {
      // pdf.js takes « 12,5 » for a number and gives « 12.5 ».
      return day(read(doc, item + "first_day")) === null ? "" : read(doc, "terms.late_payment_rate").replace(".", ",");
    }
    var first = item;
    if (law.isFixed) {
      each(doc, "statement.segments.", "annual_rate", function (other, m) {
        var same = read(doc, other + "invoice_number") === read(doc, item + "invoice_number");
        if (m < n && same && first === item && day(read(doc, other + "first_day")) !== null) { first = other; }
      });
    }
    return day(read(doc, item + "first_day")) === null ? "" : rateOn(read(doc, first + "first_day"));
  }

  function interestOf(doc, item) {
    var principal = cents(read(doc, item + "principal")), rate = cents(read(doc, item + "annual_rate"));
    var count = days(read(doc, item + "first_day"), read(doc, item + "last_day"));
    var found = principal === null || rate === null || count === null ? null : interest(principal, rate, count);
    return found === null ? "" : money(found);
  }

  function numbers(doc) {
    var found = [];
    each(doc, "invoices.", "number", function (item) {
      var number = read(doc, item + "number");
      if (number !== "") { found.push(number); }
    });
    var last = found.pop();
    return last === undefined ? "" : found.length ? found.join(", ") + " et " + last : last;
  }

  function late(doc) {
    var count = 0;
    each(doc, "invoices.", "amount", function (item) {
      if (cents(read(doc, item + "amount")) !== null) { count += 1; }
    });
    return count;
  }

  function sum(amount) { return amount === null ? "" : money(amount); }

  function owed(doc) {
    var path = doc.getField("statement.principal") ? "statement.principal" : "invoices.0.claimed";
    var amounts = [path, "statement.interest", "statement.indemnity"].map(function (part) { return cents(read(doc, part)); });
    if (amounts[0] === null && doc.getField(path)) { return ""; }
    var found = amounts.filter(function (amount) { return amount !== null; });
    return found.length ? money(found.reduce(function (one, other) { return one + other; })) : "";
  }

  // From the day after the due date to the day of the payment, both included.
  function lateDays(doc, item) {
    var due = day(read(doc, item + "due_on")), settled = day(read(doc, item + "settled_on"));
    return due === null || settled === null || settled <= due ? "" : String(settled - due);
  }

  function counted(doc, path) {
    var item = /^(invoices|statement\.segments)\.(\d+)\./.exec(path);
    var prefix = item ? item[0] : "", n = item ? Number(item[2]) : 0;
    switch (item ? path.slice(prefix.length) : path) {
      case "claimed": return claimed(doc, prefix);
      case "days_late": return lateDays(doc, prefix);
      case "days": return String(days(read(doc, prefix + "first_day"), read(doc, prefix + "last_day")) || "");
      case "annual_rate": return rateOf(doc, prefix, n);
      case "interest": return interestOf(doc, prefix);
      case "invoices.number": return numbers(doc);
      case "statement.amount": return sum(total(doc, "invoices.", "amount"));
      case "statement.principal": return sum(total(doc, "invoices.", "claimed"));
      case "statement.interest": return sum(total(doc, "statement.segments.", "interest"));
      case "statement.indemnity_count": return String(late(doc) || "");
      case "statement.indemnity": return late(doc) ? money(late(doc) * law.indemnity) : "";
      case "statement.total": return owed(doc);
    }
    return "";
  }

  // --- called by the fields ----------------------------------------------------------------------

  // What was there before this script ran stays, and so does what someone typed over a result.
  function calculate(doc, event, path) {
    var result = counted(doc, path), isFirst = told[path] === undefined;
    if (told[path] === result) { return; }
    told[path] = result;
    if (!isFirst || present(event) === "") { event.value = result; }
  }

  // pdf.js gives no value to the event of a calculation.
  function present(event) {
    var value = event.value;
    if (value === null || value === undefined) { value = event.target ? event.target.value : ""; }
    return String(value);
  }

  function format(event) {
    var amount = cents(event.value);
    if (event.value !== "" && amount !== null) { event.value = money(amount); }
  }

  // Whoever fills a passage wants it.
  function keep(doc, event, path, state) {
    var field = doc.getField(path);
    if (field && event.value !== "") { field.value = state; }
  }

  function stateOf(field, value, answers) {
    if (answers.isChoice) {
      for (var n = 0; n < field.numItems; n += 1) { if (field.getItemAt(n, false) === value) { return n; } }
      return -1;
    }
    return value === "Off" ? 1 : value === "Yes" ? 0 : Number(value);
  }

  // Controls that answer one question agree: « livraison » here is « effectuée » there.
  function agree(doc, event, path) {
    (links[path] || []).forEach(function (group) {
      var mine = group[path], answer = mine.values[stateOf(event.target, event.value, mine)];
      for (var other in group) {
        var n = group[other].values.indexOf(answer), field = doc.getField(other);
        if (other === path || !answer || n < 0 || !field) { continue; }
        field.value = group[other].isChoice ? field.getItemAt(n, false) : group[other].isCheck ? (n ? "Off" : "Yes") : String(n);
      }
    });
  }

  return {
    cents: cents, money: money, day: day, days: days, interest: interest, rateOn: rateOn, counted: counted,
    calculate: calculate, format: format, keep: keep, agree: agree
  };
})(LAW, LINKS);
