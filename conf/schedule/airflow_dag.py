"""One Seedbed run a night, for the business day that has just ended.

Copy into the DAG folder of Airflow 2.9 or later. The interval that Airflow hands over starts at
01:30 of the business day D and ends at 01:30 of the next; D is passed explicitly, so that a rerun
or a backfill of an old night computes that night and not today.
"""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:
    from airflow.operators.bash import BashOperator

BUSINESS_ZONE = "Asia/Shanghai"
ANOTHER_RUN_HOLDS_THE_DATE = 3

with DAG(
    dag_id="seedbed_nightly",
    description="Segments, seed scores, growth and referral tables of one business day",
    schedule=CronDataIntervalTimetable("30 1 * * *", timezone=BUSINESS_ZONE),
    start_date=pendulum.datetime(2026, 1, 1, tz=BUSINESS_ZONE),
    # Labels depend on those of the day before: nights run in order, one at a time, none left out.
    catchup=True,
    max_active_runs=1,
    default_args={"depends_on_past": True},
) as dag:
    BashOperator(
        task_id="run",
        bash_command=(
            '"$SEEDBED/seedbed" run'
            " --date {{ data_interval_start.in_timezone('" + BUSINESS_ZONE + "').to_date_string() }}"
            ' --conf "$SHOP"'
            ' --warehouse "$WAREHOUSE"'
            " --master 'local[*]'"
            # Goes on from the night before. Without it everything is built from the files, which
            # comes to the same and costs what the history costs.
            " --continue"
        ),
        env={
            "SEEDBED": "/opt/seedbed",
            # The shop's own file: its sources, and what differs from conf/seedbed.conf.
            "SHOP": "/etc/seedbed/shop.conf",
            "WAREHOUSE": "/srv/seedbed/warehouse",
            "SEEDBED_HEAP": "8g",
            "SEEDBED_LOG": "json",
        },
        append_env=True,
        skip_on_exit_code=ANOTHER_RUN_HOLDS_THE_DATE,
        # A source that arrives late is the usual failure. A rerun starts over and changes nothing
        # that is published until it succeeds.
        retries=2,
        retry_delay=timedelta(minutes=30),
    )
