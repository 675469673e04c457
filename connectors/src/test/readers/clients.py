"""The clients, each in its own idiom: as its manual reads a folder of Parquet files.

A client has `name`, `read(folder)`, `read_file(file)`, `equal(folder, column, text)` and
`above(folder, column, number)`, which return rows as dictionaries, and `types(folder)`, which
returns each column's type by Avro's names. Folders and files are paths.
"""

import datetime
import importlib
import numbers
import os

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def installed():
    """One client for each library that this environment has."""
    for module, client in CLIENTS.items():
        try:
            importlib.import_module(module)
        except ModuleNotFoundError:
            continue
        yield client()


def plain(value):
    """A value as JSON would have it; times as epoch milliseconds, whose zone must be known."""
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime.datetime):
        return round((value - EPOCH) / datetime.timedelta(milliseconds=1))
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value)


def parquet_glob(folder):
    return f"{folder}/**/*.parquet"


class Arrow:
    """What clients share that hand out Arrow tables: `table(folder)` and others."""

    def read(self, folder):
        return self.table(folder).to_pylist()

    def types(self, folder):
        return {field.name: arrow_type(field.type) for field in self.table(folder).schema}


def arrow_type(type_):
    from pyarrow import types

    if types.is_dictionary(type_):
        return arrow_type(type_.value_type)
    if types.is_timestamp(type_):
        return "timestamp" if type_.tz in ("UTC", "+00:00", "Etc/UTC") else f"{type_}"
    name = str(type_)
    known = {
        "string": "string",
        "large_string": "string",
        "string_view": "string",
        "int32": "int",
        "int64": "long",
        "float": "float",
        "bool": "boolean",
    }
    return known.get(name, name)


class Pandas:
    def __init__(self):
        import pandas
        import pyarrow

        self.pandas = pandas
        self.name = f"pandas {pandas.__version__} with pyarrow {pyarrow.__version__}"

    def read(self, folder):
        return self._rows(self.pandas.read_parquet(folder))

    read_file = read

    def read_csv(self, file):
        """CSV has no types: what is text has to be told, and that NULL is nothing else."""
        text = {name: str for name in ("ad_id", "grade", "metric_version", "model_version")}
        csv = self.pandas.read_csv(file, dtype=text, keep_default_na=False, na_values=[""])
        return self._rows(csv.astype({c: "float32" for c in csv.select_dtypes("float64")}))

    def equal(self, folder, column, text):
        return self._rows(self.pandas.read_parquet(folder, filters=[(column, "==", text)]))

    def above(self, folder, column, number):
        return self._rows(self.pandas.read_parquet(folder, filters=[(column, ">", number)]))

    def types(self, folder):
        from pyarrow import dataset

        schema = dataset.dataset(folder, format="parquet", partitioning="hive").schema
        return {field.name: arrow_type(field.type) for field in schema}

    @staticmethod
    def _rows(frame):
        return frame.to_dict("records")


class DuckDb(Arrow):
    def __init__(self):
        import duckdb

        self.duckdb = duckdb.connect()
        self.duckdb.execute("SET TimeZone = 'UTC'")
        self.name = f"DuckDB {duckdb.__version__}"

    def table(self, folder):
        return self._query(f"FROM '{parquet_glob(folder)}'")

    def read_file(self, file):
        return self._query(f"FROM '{file}'").to_pylist()

    def equal(self, folder, column, text):
        return self._where(folder, f"{column} = '{text}'")

    def above(self, folder, column, number):
        return self._where(folder, f"{column} > {number}::FLOAT")

    def _where(self, folder, condition):
        source = f"read_parquet('{parquet_glob(folder)}', hive_partitioning = true)"
        return self._query(f"FROM {source} WHERE {condition}").to_pylist()

    def _query(self, sql):
        return self.duckdb.sql(sql).fetch_arrow_table()


class Polars(Arrow):
    def __init__(self):
        import polars

        self.polars = polars
        self.name = f"Polars {polars.__version__}"

    def table(self, folder):
        return self.polars.read_parquet(folder).to_arrow()

    def read_file(self, file):
        return self.polars.read_parquet(file).to_arrow().to_pylist()

    def equal(self, folder, column, text):
        return self._where(folder, self.polars.col(column) == text)

    def above(self, folder, column, number):
        return self._where(folder, self.polars.col(column) > number)

    def _where(self, folder, condition):
        lazy = self.polars.scan_parquet(parquet_glob(folder), hive_partitioning=True)
        return lazy.filter(condition).collect().to_arrow().to_pylist()


class DataFusion(Arrow):
    def __init__(self):
        import datafusion

        self.context = datafusion.SessionContext()
        self.tables = 0
        self.name = f"DataFusion {datafusion.__version__}"

    def table(self, folder):
        return self.context.read_parquet(str(folder)).to_arrow_table()

    def read_file(self, file):
        return self.table(file).to_pylist()

    def equal(self, folder, column, text):
        return self._where(folder, f"{column} = '{text}'")

    def above(self, folder, column, number):
        return self._where(folder, f"{column} > CAST({number} AS FLOAT)")

    def _where(self, folder, condition):
        """By its SQL, which knows the folders' keys where they are named."""
        self.tables += 1
        table = f"t{self.tables}"
        self.context.sql(
            f"CREATE EXTERNAL TABLE {table} STORED AS PARQUET PARTITIONED BY (dt, ad)"
            f" LOCATION '{folder}/'"
        ).collect()
        return self.context.sql(f"SELECT * FROM {table} WHERE {condition}").to_pylist()


class Daft(Arrow):
    def __init__(self):
        import daft

        self.daft = daft
        self.name = f"Daft {daft.__version__}"

    def table(self, folder):
        return self._frame(folder).to_arrow()

    def read_file(self, file):
        return self.daft.read_parquet(str(file)).to_arrow().to_pylist()

    def equal(self, folder, column, text):
        return self._where(folder, self.daft.col(column) == text)

    def above(self, folder, column, number):
        return self._where(folder, self.daft.col(column) > number)

    def _where(self, folder, condition):
        return self._frame(folder).where(condition).to_arrow().to_pylist()

    def _frame(self, folder):
        return self.daft.read_parquet(parquet_glob(folder), hive_partitioning=True)


class Spark:
    def __init__(self):
        import pyspark
        from pyspark.sql import SparkSession

        os.environ["TZ"] = "UTC"
        self.spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", 1)
            # Compiling a query takes longer than these have rows to read.
            .config("spark.sql.codegen.wholeStage", False)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        self.frames = {}
        self.name = f"Spark {pyspark.__version__}"

    def read(self, folder):
        return self._rows(self._frame(folder))

    read_file = read

    def equal(self, folder, column, text):
        return self._rows(self._frame(folder).where(f"{column} = '{text}'"))

    def above(self, folder, column, number):
        return self._rows(self._frame(folder).where(f"{column} > cast({number} as float)"))

    def types(self, folder):
        names = {"bigint": "long"}
        return {name: names.get(type_, type_) for name, type_ in self._frame(folder).dtypes}

    def _frame(self, folder):
        """Listed once, which takes longest."""
        if folder not in self.frames:
            self.frames[folder] = self.spark.read.parquet(str(folder))
        return self.frames[folder]

    def _rows(self, frame):
        for name, type_ in frame.dtypes:
            if type_ == "timestamp":  # Python's are local, and do not say so.
                frame = frame.selectExpr(
                    *[f"`{c}`" for c in frame.columns if c != name], f"unix_millis({name}) {name}"
                )
        return [row.asDict() for row in frame.collect()]


class ChDb(Arrow):
    """ClickHouse's engine."""

    def __init__(self):
        import chdb

        self.chdb = chdb
        self.name = f"chDB {chdb.__version__}"

    def table(self, folder):
        return self._query(parquet_glob(folder))

    def read_file(self, file):
        return self._query(file).to_pylist()

    def equal(self, folder, column, text):
        return self._query(parquet_glob(folder), f"WHERE {column} = '{text}'").to_pylist()

    def above(self, folder, column, number):
        condition = f"WHERE {column} > toFloat32({number})"
        return self._query(parquet_glob(folder), condition).to_pylist()

    def _query(self, files, condition=""):
        return self.chdb.query(
            f"SELECT * FROM file('{files}', Parquet) {condition} SETTINGS"
            " use_hive_partitioning = 1, session_timezone = 'UTC'",
            "ArrowTable",
        )


CLIENTS = {
    "duckdb": DuckDb,
    "pandas": Pandas,
    "polars": Polars,
    "datafusion": DataFusion,
    "daft": Daft,
    "pyspark": Spark,
    "chdb": ChDb,
}
