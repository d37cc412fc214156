from django.db import migrations

# The key stands here and not with the table: what messages say is known above notices.
ADD = """alter table notice add constraint notice_wording_fk
  foreign key (wording_id) references paper_wording (id)"""
DROP = "alter table notice drop constraint notice_wording_fk"


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_words_of_messages'),
        ('wording', '0001_first'),
    ]

    operations = [migrations.RunSQL(ADD, DROP)]
