"""Reads tables and exports with clients that Adgaze did not write.

    read_tables.py OUTPUT EXPECTED.json

OUTPUT is a job's output in a local folder, EXPECTED.json the rows that were written to it:

    {"types": {TABLE: {COLUMN: TYPE}}, "rows": {TABLE: [{COLUMN: VALUE}]}, "dt": DAY}

Types are those of Avro, and "timestamp", whose values are epoch milliseconds. Each client reads
each table by its folder, by that of its version, by an ad's partition, and by what a filter on a
text and on a measure leave of it; and an ad's exports. It prints a line for each client, or says
what is wrong and ends with 1.
"""

import json
import struct
import sys
from pathlib import Path

import clients
import statistics_of_files

LAYOUT = "v=2"
PARTITION_KEYS = {"v", "dt", "ad"}
MEASURES = {"viewer_seconds": "ad_second", "ad_seconds": "p_happy_mean"}


class Expected:
    """What was written."""

    def __init__(self, path):
        told = json.loads(Path(path).read_text())
        self.types = told["types"]
        self.dt = told["dt"]
        self.rows = {
            table: [self._as_stored(table, row) for row in rows]
            for table, rows in told["rows"].items()
        }

    def _as_stored(self, table, row):
        types = self.types[table]
        return {
            column: as_float32(value) if types[column] == "float" else value
            for column, value in row.items()
        }

    def ads(self):
        return sorted({row["ad_id"] for row in self.rows["ad_seconds"]})

    def of_ad(self, table, ad_id):
        return [row for row in self.rows[table] if row["ad_id"] == ad_id]


def as_float32(value):
    return None if value is None else struct.unpack("f", struct.pack("f", value))[0]


class Check:
    """One client against what was written."""

    def __init__(self, client, output, expected):
        self.client = client
        self.output = output
        self.expected = expected
        self.reads = 0

    def run(self):
        for table, rows in self.expected.rows.items():
            root = self.output / table
            self._same(table, rows, self.client.read(root), "by its folder")
            self._same(table, rows, self.client.read(root / LAYOUT), "by its version's folder")
            self._types(table)
        for ad_id in self.expected.ads():
            self._ad(ad_id)
        self._measures()

    def _ad(self, ad_id):
        rows = self.expected.of_ad("sessions", ad_id)
        root = self.output / "sessions" / LAYOUT
        partition = root / f"dt={self.expected.dt}" / f"ad=id-{ad_id}"
        self._same("sessions", rows, self.client.read(partition), f"in the partition of {ad_id}")
        found = self.client.equal(root, "ad_id", ad_id)
        self._same("sessions", rows, found, f"where ad_id is {ad_id}")
        found = self.client.equal(root, "ad", f"id-{ad_id}")
        self._same("sessions", rows, found, f"where ad is id-{ad_id}")
        export = self.output / "exports" / f"ad=id-{ad_id}" / "ad_seconds"
        rows = self.expected.of_ad("ad_seconds", ad_id)
        found = self.client.read_file(export.with_suffix(".parquet"))
        self._same("ad_seconds", rows, found, f"in the export of {ad_id}")
        if hasattr(self.client, "read_csv"):
            found = self.client.read_csv(export.with_suffix(".csv"))
            self._same("ad_seconds", rows, found, f"in the CSV of {ad_id}")

    def _measures(self):
        for table, column in MEASURES.items():
            rows = self.expected.rows[table]
            known = [row for row in rows if row[column] is not None]
            bound = min(row[column] for row in known)
            above = [row for row in known if row[column] > bound]
            found = self.client.above(self.output / table / LAYOUT, column, bound)
            self._same(table, above, found, f"where {column} is above {bound}")

    def _types(self, table):
        found = self.client.types(self.output / table / LAYOUT)
        for column, expected in self.expected.types[table].items():
            assert found[column] == expected, (
                f"{table}.{column} is read as {found[column]}, and is {expected}"
            )

    def _same(self, table, rows, found, how):
        self.reads += 1
        expected = in_order(rows)
        actual = in_order(self._columns(table, row) for row in found)
        assert len(actual) == len(expected), f"{table} {how}: {len(actual)} of {len(expected)} rows"
        for one, other in zip(actual, expected, strict=True):
            wrong = {c: (one[c], v) for c, v in other.items() if not is_same(one[c], v)}
            assert not wrong, f"{table} {how}, (read, written): {wrong}"

    def _columns(self, table, row):
        """The row without the folders' keys, which must agree with it."""
        keys = {key: row[key] for key in PARTITION_KEYS & set(row)}
        columns = set(row) - PARTITION_KEYS
        assert columns == set(self.expected.types[table]), f"{table} has {sorted(columns)}"
        ad = f"id-{row['ad_id']}"
        assert keys.get("ad", ad) == ad, f"{keys} of {ad}"
        assert str(keys.get("dt", self.expected.dt))[:10] == self.expected.dt, keys
        return {column: clients.plain(row[column]) for column in columns}


def in_order(rows):
    keys = ("ad_id", "session_id", "ad_second", "recording_ms")
    return sorted(rows, key=lambda row: [str(row.get(key)) for key in keys])


def is_same(read, written):
    """A number is no text, a boolean no number; a NULL is nothing else."""
    if isinstance(written, bool) or isinstance(read, bool):
        return isinstance(written, bool) and isinstance(read, bool) and read == written
    return read == written


def main(output, expected_path):
    output = Path(output)
    expected = Expected(expected_path)
    failed = False
    statistics_of_files.check(output, expected.types)
    for client in clients.installed():
        check = Check(client, output, expected)
        try:
            check.run()
            print(f"{client.name}: {check.reads} reads are right", flush=True)
        except Exception as e:  # Whatever a client throws is its verdict.
            failed = True
            print(f"{client.name}: {type(e).__name__}: {e}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
