/**
 * JavaScript that runs inside the sandbox before any script: values to and from JSON, the `execution` and `task` objects that files
 * of Camunda 7 know, and one function, `__run`, by which the host calls a script. Nothing of it reaches the host but JSON.
 */
export const PRELUDE = String.raw`
(() => {
  'use strict';
  const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

  // State JSON to what a script expects: numbers, strings, and Date for instants.
  const fromState = (json) => {
    if (json === null || typeof json !== 'object') return json;
    if (Array.isArray(json)) return json.map(fromState);
    const keys = Object.keys(json);
    if (keys.length === 1 && keys[0][0] === '$') {
      const [tag] = keys;
      const content = json[tag];
      if (tag === '$number') return Number(content);
      if (tag === '$dateTime') return new Date(String(content).replace(/@.*$/, ''));
      if (tag === '$context') return plain(content);
      if (typeof content === 'string') return content;
      if (tag === '$record') return { entity: content.entity, id: content.id };
    }
    return plain(json);
  };
  const plain = (json) => {
    const object = {};
    for (const key of Object.keys(json))
      Object.defineProperty(object, key, { value: fromState(json[key]), enumerable: true, writable: true, configurable: true });
    return object;
  };
  const toState = (value, depth = 0) => {
    if (depth > 50) throw new RangeError('the value is nested too deeply');
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : null;
      case 'bigint':
        return { $number: String(value) };
      case 'object':
        break;
      default:
        return null;
    }
    if (value === null) return null;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { $dateTime: value.toISOString() };
    if (Array.isArray(value)) return value.map((item) => toState(item, depth + 1));
    if (value instanceof Map) return toState(Object.fromEntries(value), depth);
    if (value instanceof Set) return toState([...value], depth);
    const object = {};
    for (const key of Object.keys(value))
      if (typeof value[key] !== 'function')
        Object.defineProperty(object, key, { value: toState(value[key], depth + 1), enumerable: true });
    const keys = Object.keys(object);
    return keys.length === 1 && keys[0][0] === '$' ? { $context: object } : object;
  };

  class BpmnError extends Error {
    constructor(code, message) {
      super(message === undefined ? '' : String(message));
      this.name = 'BpmnError';
      this.errorCode = String(code);
    }
  }

  // Reads see what was written before; writes are handed to the host in order.
  const variableScope = (input, writes) => {
    const visible = plain(input.variables);
    const local = plain(input.local);
    const write = (name, value, isLocal) => {
      name = String(name);
      visible[name] = value;
      if (isLocal) local[name] = value;
      writes.push({ set: name, value: toState(value), ...(isLocal ? { local: true } : {}) });
    };
    const remove = (name, isLocal) => {
      delete visible[String(name)];
      delete local[String(name)];
      writes.push({ remove: String(name), ...(isLocal ? { local: true } : {}) });
    };
    return {
      visible,
      api: {
        getVariable: (name) => (own(visible, name) ? visible[name] : null),
        getVariableLocal: (name) => (own(local, name) ? local[name] : null),
        getVariables: () => ({ ...visible }),
        getVariablesLocal: () => ({ ...local }),
        getVariableNames: () => Object.keys(visible),
        hasVariable: (name) => own(visible, name),
        hasVariableLocal: (name) => own(local, name),
        setVariable: (name, value) => write(name, value, false),
        setVariableLocal: (name, value) => write(name, value, true),
        setVariables: (values) => Object.keys(values).forEach((name) => write(name, values[name], false)),
        removeVariable: (name) => remove(name, false),
        removeVariableLocal: (name) => remove(name, true),
      },
    };
  };

  const getters = (facts) => {
    const found = {};
    for (const [name, value] of Object.entries(facts)) {
      found[name] = value;
      found['get' + name[0].toUpperCase() + name.slice(1)] = () => found[name];
    }
    return found;
  };

  const executionOf = (facts, api) => ({
    ...api,
    ...getters({
      id: facts.instance,
      processInstanceId: facts.instance,
      processDefinitionId: facts.definition,
      processDefinitionKey: facts.process,
      processBusinessKey: facts.businessKey,
      businessKey: facts.businessKey,
      currentActivityId: facts.element,
      currentActivityName: facts.elementName,
      eventName: facts.event,
    }),
  });

  const taskOf = (task, execution, api, writes) => {
    const date = (millis) => (millis === undefined ? null : new Date(millis));
    const object = {
      ...api,
      ...getters({
        id: task.id,
        taskDefinitionKey: task.taskDefinitionKey,
        name: task.name ?? null,
        description: task.description ?? null,
        assignee: task.assignee ?? null,
        owner: task.owner ?? null,
        priority: task.priority ?? 50,
        dueDate: date(task.due),
        followUpDate: date(task.followUp),
        eventName: execution.eventName,
        processInstanceId: execution.processInstanceId,
        processDefinitionId: execution.processDefinitionId,
        execution,
      }),
    };
    const setter = (name, attribute, convert = (value) => (value === null || value === undefined ? null : String(value))) => {
      object['set' + name[0].toUpperCase() + name.slice(1)] = (value) => {
        object[name] = value ?? null;
        writes.push({ task: { [attribute]: convert(value) } });
      };
    };
    for (const name of ['name', 'description', 'assignee', 'owner']) setter(name, name);
    setter('priority', 'priority', Number);
    const millis = (value) => (value === null || value === undefined ? null : new Date(value).getTime());
    setter('dueDate', 'due', millis);
    setter('followUpDate', 'followUp', millis);
    const candidates = (attribute, values) => {
      const list = [...(task[attribute] ?? [])];
      const change = (edit) => {
        edit();
        values(list);
        writes.push({ task: { [attribute]: [...list] } });
      };
      return {
        add: (one) => change(() => list.includes(String(one)) || list.push(String(one))),
        drop: (one) => change(() => list.includes(String(one)) && list.splice(list.indexOf(String(one)), 1)),
      };
    };
    const users = candidates('users', () => {});
    const groups = candidates('groups', () => {});
    object.addCandidateUser = users.add;
    object.deleteCandidateUser = users.drop;
    object.addCandidateUsers = (all) => all.forEach(users.add);
    object.addCandidateGroup = groups.add;
    object.deleteCandidateGroup = groups.drop;
    object.addCandidateGroups = (all) => all.forEach(groups.add);
    return object;
  };

  const globals = { BpmnError, org: { camunda: { bpm: { engine: { delegate: { BpmnError } } } } } };

  // The script's text is evaluated within "with", so that variables are free names and nothing it declares outlives the call.
  // A single expression is compiled once; for several statements eval finds the value of the last one.
  const evaluate = new Function('$scope', '$text', 'with ($scope) { return eval($text); }');
  const scripts = new Map();
  const scriptOf = (text) => {
    let script = scripts.get(text);
    if (script === undefined) {
      if (scripts.size > 500) scripts.clear();
      script = { run: expressionOf(text) ?? ((scope) => evaluate(scope, text)), uses: /\bexecution\b|\btask\b/.test(text) };
      scripts.set(text, script);
    }
    return script;
  };
  const expressionOf = (text) => {
    if (/^\s*(\{|function\b|class\b|async\b|let\b)/.test(text) || /[;\n]/.test(text.trim())) return null;
    try {
      return new Function('$scope', 'with ($scope) { return (' + text + '\n); }');
    } catch {
      return null;
    }
  };

  const clean = (count) => {
    const names = Object.getOwnPropertyNames(globalThis);
    if (names.length === count) return;
    for (const name of names.slice(count)) delete globalThis[name];
  };

  const answerTo = (error, writes) =>
    error instanceof BpmnError
      ? { ok: false, error: { code: error.errorCode, ...(error.message ? { message: error.message } : {}) }, writes }
      : { ok: false, failure: error && error.message ? error.name + ': ' + error.message : String(error) };

  const functions = new Map();
  const functionOf = (text) => {
    let found = functions.get(text);
    if (found === undefined) {
      const module = { exports: {} };
      new Function('module', 'exports', 'BpmnError', text)(module, module.exports, BpmnError);
      found = module.exports.default ?? module.exports;
      if (typeof found !== 'function') throw new TypeError('the script exports no function');
      functions.set(text, found);
    }
    return found;
  };

  const scopeOf = (input, writes, usesApi) => {
    const scope = Object.create(null);
    if (!usesApi) return Object.assign(scope, plain(input.variables), globals);
    const { visible, api } = variableScope(input, writes);
    const execution = executionOf(input.execution, api);
    Object.assign(scope, visible, globals, { execution });
    if (input.task) scope.task = taskOf(input.task, execution, api, writes);
    return scope;
  };

  const hostPromise = (capabilities, writes) => {
    const bridge = {};
    for (const name of capabilities) {
      const parts = name.split('.');
      let at = bridge;
      for (const part of parts.slice(0, -1)) at = at[part] ??= {};
      at[parts.at(-1)] = (...args) => $call(name, JSON.stringify(args.map((arg) => toState(arg)))).then(
        (text) => fromState(JSON.parse(text)),
        (reason) => {
          throw new Error(reason);
        },
      );
    }
    return bridge;
  };

  let count = 0;
  globalThis.__run = (text, inputJson) => {
    const writes = [];
    try {
      const script = scriptOf(text);
      const value = script.run(scopeOf(JSON.parse(inputJson), writes, script.uses));
      return JSON.stringify({ ok: true, value: toState(value), writes });
    } catch (error) {
      return JSON.stringify(answerTo(error, writes));
    } finally {
      clean(count);
    }
  };

  globalThis.__call = async (text, inputJson, capabilities) => {
    const writes = [];
    try {
      const input = JSON.parse(inputJson);
      const { visible, api } = variableScope(input, writes);
      const context = { ...hostPromise(capabilities, writes), execution: executionOf(input.execution, api) };
      const value = await functionOf(text)(visible, context);
      return JSON.stringify({ ok: true, value: toState(value), writes });
    } catch (error) {
      return JSON.stringify(answerTo(error, writes));
    }
  };

  // What one run might change for the next is frozen. An own property of the same name as an inherited one can still be
  // assigned ("this.name = …" in an error class), which plain frozen prototypes would forbid.
  const yielding = (prototype) => {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
      if (!('value' in descriptor) || !descriptor.configurable) continue;
      Object.defineProperty(prototype, name, {
        get: () => descriptor.value,
        set(value) {
          if (this === prototype) throw new TypeError(name + ' can not be changed');
          Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        },
        enumerable: descriptor.enumerable,
        configurable: false,
      });
    }
  };
  const errors = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];
  for (const type of [Object, ...errors]) yielding(type.prototype);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = globalThis[name];
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) continue;
    if (value === globalThis) continue;
    Object.freeze(value);
    if (typeof value === 'function' && value.prototype) Object.freeze(value.prototype);
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    if (descriptor.configurable && 'value' in descriptor)
      Object.defineProperty(globalThis, name, { ...descriptor, writable: false, configurable: false });
  }
  count = Object.getOwnPropertyNames(globalThis).length;
})();
`;
