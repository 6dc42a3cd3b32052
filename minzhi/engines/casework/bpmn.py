"""A process as BPMN 2.0: states become user tasks, ends end events, clocks timer events on their states."""

from lxml import etree

from minzhi.kit.process import START, Process

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def bpmn(process: Process) -> bytes:
    """Return the process as a BPMN 2.0 document without a diagram: its tasks, flows, gateways and timers.

    Durations are written as the law counts them (``15d``, ``5wd``), in the name: ISO durations cannot say them.
    """
    root = etree.Element(f"{{{BPMN}}}definitions", nsmap={None: BPMN, "xsi": XSI}, targetNamespace="urn:minzhi:process")  # type: ignore[dict-item] # None is the default namespace
    key = process.name.replace(".", "_")
    drawn = etree.SubElement(root, f"{{{BPMN}}}process", id=key, name=process.label, isExecutable="false")
    etree.SubElement(drawn, f"{{{BPMN}}}startEvent", id="start")
    for state in process.states:
        kind = "endEvent" if state.final else "userTask"
        etree.SubElement(drawn, f"{{{BPMN}}}{kind}", id=state.name, name=state.label)
    _flows(process, drawn)
    _timers(process, drawn)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _flows(process: Process, drawn: etree._Element) -> None:
    count = 0
    for action in process.actions:
        for source, target in sorted(process.ways(action)):
            if source == target:
                continue
            count += 1
            etree.SubElement(
                drawn, f"{{{BPMN}}}sequenceFlow", id=f"flow_{count}", name=action.label,
                sourceRef="start" if source == START else source, targetRef=target,
            )  # fmt: skip


def _timers(process: Process, drawn: etree._Element) -> None:
    for clock in process.clocks:
        for state in clock.while_in:
            event = etree.SubElement(
                drawn, f"{{{BPMN}}}boundaryEvent", id=f"timer_{clock.name}_{state}",
                name=f"{clock.label}　{clock.span or clock.span_from}　{clock.cite}", attachedToRef=state,
                cancelActivity="true" if clock.on_expiry else "false",
            )  # fmt: skip
            etree.SubElement(event, f"{{{BPMN}}}timerEventDefinition")
