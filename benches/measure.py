#!/usr/bin/env python3
"""Times whole processes in turns and prints a table: medians of wall time, CPU time and peak memory, and the ratio to the first tool.

usage: measure.py RUNS LIMIT_SECONDS < CASES

Each line of CASES: what is measured, the tool and its command, parted by tabs. The commands of one case run in turns, so that what else
the machine does is shared fairly; one that takes longer than the limit is stopped and not run again.
"""

import os
import signal
import statistics
import subprocess
import sys
import time


def once(command, limit):
    """Wall seconds, CPU seconds and peak memory in MB of one run; None if it took longer than the limit or could not be done."""
    begun = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, shell=True, stdout=nowhere, stderr=nowhere, start_new_session=True)
    while True:
        done, status, used = os.wait4(child.pid, os.WNOHANG)
        wall = time.monotonic() - begun
        if done:
            child.returncode = 0
            # Linters exit with 0, 1 or 2; a shell says 126 and 127 of what it cannot start.
            if os.waitstatus_to_exitcode(status) not in range(126):
                return None
            return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        if wall > limit:
            os.killpg(child.pid, signal.SIGKILL)
            os.wait4(child.pid, 0)
            child.returncode = 0
            return None
        time.sleep(0.0002 if wall < 1 else 0.01)


def measured(tools, runs, limit):
    """The runs of each tool, a first one that warms the machine up left out."""
    times = {tool: [] for tool, _ in tools}
    for turn in range(runs + 1):
        for tool, command in tools:
            if times[tool] is None:
                continue
            found = once(command, limit)
            if found is None:
                times[tool] = None
            elif turn > 0 or found[0] > limit / 4:
                times[tool].append(found)
    return times


def row(case, tool, times, first):
    if not times:
        return f"| {case} | {tool} | stopped or failed | | | |"
    wall, cpu, memory = (statistics.median(column) for column in zip(*times))
    least = min(t[0] for t in times)
    ratio = f"{wall / first:.1f}" if first else ""
    return f"| {case} | {tool} | {wall * 1000:.0f} ms (least {least * 1000:.0f}) | {cpu * 1000:.0f} ms | {memory:.0f} MB | {ratio} |"


def main():
    runs, limit = int(sys.argv[1]), float(sys.argv[2])
    cases = {}
    for line in sys.stdin:
        if line.strip():
            case, tool, command = line.rstrip("\n").split("\t")
            cases.setdefault(case, []).append((tool, "exec " + command))
    # The system counts the memory of the process that starts another one as the least that this one had.
    least = once("exec true", limit)[2]
    print(f"{os.cpu_count()} cores, medians of {runs} runs in turns, a run over {limit:.0f} s is stopped; memory under {least:.0f} MB is not told apart")
    print("| what | tool | wall | CPU | memory | times the first |")
    print("|---|---|---|---|---|---|")
    for case, tools in cases.items():
        times = measured(tools, runs, limit)
        own = times[tools[0][0]]
        first = statistics.median(t[0] for t in own) if own else None
        for tool, _ in tools:
            print(row(case, tool, times[tool], first), flush=True)


main()
