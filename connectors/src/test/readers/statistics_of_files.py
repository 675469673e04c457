"""Holds the statistics in Parquet files, by which clients skip row groups, to the rows."""

import pyarrow.parquet as parquet


def check(output, types):
    for table in types:
        files = sorted((output / table).rglob("*.parquet"))
        assert files, f"{table} has no files"
        for file in files:
            _check_file(file)


def _check_file(path):
    file = parquet.ParquetFile(path)
    for group in range(file.num_row_groups):
        metadata = file.metadata.row_group(group)
        rows = file.read_row_group(group)
        for index in range(metadata.num_columns):
            chunk = metadata.column(index)
            _check_column(f"{path}: {chunk.path_in_schema}", chunk.statistics, rows[index])


def _check_column(where, statistics, column):
    values = [value for value in column.to_pylist() if value is not None]
    assert statistics is not None, f"{where} has no statistics"
    assert statistics.null_count == column.null_count, f"{where}: {statistics.null_count} NULLs"
    assert statistics.has_min_max == bool(values), f"{where}: min and max are there or not"
    if values:
        assert statistics.min == min(values), f"{where}: min {statistics.min}"
        assert statistics.max == max(values), f"{where}: max {statistics.max}"
