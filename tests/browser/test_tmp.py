import time
from tests.browser.look import look
from datetime import timedelta
def test_a(browse, life, cast):
    t=time.time(); r=life.in_state("received", due_on=(life.now+timedelta(days=20)).date()); print("state",time.time()-t)
    v=browse(cast.dana)
    t=time.time(); v.go(f"/desk/returns/{r.public_id}/"); print("go",time.time()-t)
    t=time.time(); print(look(v.page,v.watch)); print("look desk",time.time()-t)
    v=browse(cast.alice)
    for p in (f"/returns/{r.public_id}/",f"/returns/{r.public_id}/check",f"/returns/{r.public_id}/missing","/people/"):
        t=time.time(); v.go(p); print("go",time.time()-t)
        t=time.time(); print(look(v.page,v.watch)); print("look",p,time.time()-t)
def test_b(browse, cast):
    v=browse(cast.alice); v.go("/")
