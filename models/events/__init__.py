"""Events where councils and providers meet: places, bookings, the waiting list."""
