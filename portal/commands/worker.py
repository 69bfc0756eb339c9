"""`evenhand worker`: sends what waits in the outbox, reminds, and tidies away what is kept no longer."""

from functools import partial

import click

from portal import worker as work
from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.mail.carriers import carrier
from portal.register.shelf import Shelf
from portal.uploads.cellar import Cellar


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, say how many, and stop.")
def worker(once: bool) -> None:
    """Send mail from the outbox, draw charts that pages want and publish the site when somebody asks, until told to
    stop; every hour remind of returns, and delete files that nobody took in and those whose day has come. Several may
    run at once."""
    from portal.builds.builder import Builder
    from portal.clarifications.work import closing
    from portal.drafts.work import homes
    from portal.events.work import chores as waiting_lists
    from portal.events.work import feedback, forgetting, meetings, meetings_kept, reminding
    from portal.events.work import keeping as events
    from portal.figures.work import charts
    from portal.following import work as following
    from portal.outcomes.work import papers, telling
    from portal.releasing import conduct, tenders
    from portal.returns.work import reminders
    from portal.uploads.work import ending

    settings = opened(settings_or_stop())
    up_to_date()
    cellar = Cellar.at(settings.uploads_folder, settings.uploads_url)
    chores: list[work.Chore] = [
        reminders.remind,
        Shelf.of_data(settings.data).sweep,
        Shelf(settings.data / "spending-files").sweep,
        partial(ending.sweep, cellar),
        charts.sweep,
    ]
    chores += [closing.silence, closing.alarm, tenders.closing, telling.names_opened, conduct.release_all]
    bookings = settings.derived("bookings")
    chores += [events.over, partial(reminding.remind, bookings), feedback.publish]
    chores += [partial(forgetting.forget, settings.event_days), following.sweep, papers.sweep, homes.forget]
    errands: list[work.Chore] = [charts.draw_waiting, partial(waiting_lists.tick, bookings)]
    errands += [partial(meetings_kept.close, bookings), meetings.work_out]
    errands += [partial(following.tell, settings.derived("following"))]
    builder = Builder(work.own_name())
    if once:
        work.tidy([*chores, *errands, builder.finish])
        click.echo(f"{work.once(carrier(settings), 'once')} tried")
    else:
        work.run(carrier(settings), chores, [*errands, builder.tick])
